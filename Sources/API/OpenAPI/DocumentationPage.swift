import Crypto
import FoundationEssentials

/// The API's description as a page for people, made once from the OpenAPI document.
struct DocumentationPage {
  private static let style = """
    :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:1rem}
    h2{margin-top:2.5rem}article{border-top:1px solid #8885;padding:.75rem 0}
    code{font:14px ui-monospace,monospace;overflow-wrap:anywhere}pre{overflow-x:auto;padding:.75rem;border:1px solid #8885}
    .method{display:inline-block;min-width:4rem;font-weight:700}.who{opacity:.75}ul{margin:.25rem 0}p{margin:.25rem 0}
    """

  /// For the page's Content-Security-Policy: SHA-256 in base64.
  static let styleHash = Data(SHA256.hash(data: Array(style.utf8))).base64EncodedString()

  private let document: Document

  /// The bytes are OpenAPI 3.1 in JSON; of anything else the page is empty.
  init(_ openAPI: [UInt8]) {
    document = (try? JSONDecoder().decode(Document.self, from: Data(openAPI))) ?? Document()
  }

  var html: String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>School Support: API</title><style>\(Self.style)</style></head><body><main>
    <h1>School Support: API</h1>
    <p>\(escaped(document.info.description)) For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
    <h2>Sign in</h2>
    <pre><code>curl $BASE/api/auth/login/ -H 'Content-Type: application/json' -d '{"email": "...", "password": "..."}'
    curl $BASE/api/dashboard/ -H "Authorization: Bearer $TOKEN"</code></pre>
    \(document.tags.map(section).joined(separator: "\n"))
    <h2>Problems</h2>
    <p>Errors are <code>application/problem+json</code> (RFC 9457); <code>error</code> is one sentence. Types:</p>
    <ul>\((document.components.schemas["Problem"]?.properties?["type"]?.enum ?? []).map { "<li><code>\(escaped($0))</code></li>" }
      .joined())</ul>
    </main></body></html>
    """
  }

  private func section(_ tag: Document.Tag) -> String {
    let articles = document.paths.sorted { $0.key < $1.key }.flatMap { path, operations in
      operations.sorted { $0.key < $1.key }.filter { $0.value.tags.contains(tag.name) }
        .map { article($0.key.uppercased(), path, $0.value) }
    }
    return "<h2>\(escaped(tag.name))</h2>\n\(articles.joined(separator: "\n"))"
  }

  private func article(_ method: String, _ path: String, _ operation: Document.Operation) -> String {
    """
    <article><h3><span class="method">\(method)</span> <code>\(escaped(path))</code></h3>
    <p>\(escaped(operation.summary)). <span class="who">\(escaped(operation.description))</span></p>
    \(list("Parameters", operation.parameters?.compactMap(parameter) ?? []))
    \(list("Body", fields(operation.requestBody?.content["application/json"]?.schema)))
    <p>Answers: \(operation.responses.keys.sorted().map { "<code>\(escaped($0))</code>" }.joined(separator: " "))</p></article>
    """
  }

  private func list(_ title: String, _ items: [String]) -> String {
    items.isEmpty ? "" : "<p>\(title)</p><ul>\(items.map { "<li>\($0)</li>" }.joined())</ul>"
  }

  private func parameter(_ parameter: Document.Parameter) -> String? {
    let name = parameter.ref?.split(separator: "/").last.map(String.init)
    guard let found = name.flatMap({ document.components.parameters[$0] }) ?? (name == nil ? parameter : nil),
      let title = found.name
    else { return nil }
    let choices = found.schema?.enum.map { ": \($0.joined(separator: ", "))" } ?? ""
    return "<code>\(escaped(title))</code> \(escaped(found.description ?? ""))\(escaped(choices))"
  }

  private func fields(_ schema: Document.Schema?) -> [String] {
    (schema?.properties ?? [:]).sorted { $0.key < $1.key }.map { name, field in
      let needed = schema?.required?.contains(name) == true ? ", required" : ""
      let choices = field.enum.map { ": \($0.joined(separator: ", "))" } ?? ""
      return "<code>\(escaped(name))</code>\(needed)\(escaped(choices))"
    }
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }
}

/// As much of OpenAPI as the page shows.
private struct Document: Decodable {
  struct Info: Decodable {
    var description = ""
  }
  struct Tag: Decodable {
    let name: String
  }
  struct Schema: Decodable {
    let properties: [String: Schema]?
    let required: [String]?
    let `enum`: [String]?

    enum CodingKeys: String, CodingKey {
      case properties, required, items, `enum`
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      properties = try? container.decodeIfPresent([String: Schema].self, forKey: .properties)
      required = try? container.decodeIfPresent([String].self, forKey: .required)
      let items = try? container.decodeIfPresent(Schema.self, forKey: .items)
      `enum` = (try? container.decodeIfPresent([String?].self, forKey: .enum))?.compactMap(\.self) ?? items?.enum
    }
  }
  struct Parameter: Decodable {
    let ref: String?
    let name: String?
    let description: String?
    let schema: Schema?

    enum CodingKeys: String, CodingKey {
      case ref = "$ref"
      case name, description, schema
    }
  }
  struct Content: Decodable {
    let schema: Schema
  }
  struct RequestBody: Decodable {
    let content: [String: Content]
  }
  struct Empty: Decodable {}
  struct Operation: Decodable {
    let tags: [String]
    let summary: String
    let description: String
    let parameters: [Parameter]?
    let requestBody: RequestBody?
    let responses: [String: Empty]
  }
  struct Components: Decodable {
    var parameters: [String: Parameter] = [:]
    var schemas: [String: Schema] = [:]
  }

  var info = Info()
  var tags: [Tag] = []
  var paths: [String: [String: Operation]] = [:]
  var components = Components()
}
