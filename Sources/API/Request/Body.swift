import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// The JSON object in a request's body, checked field by field.
struct Body: Sendable {
  /// 1 MiB.
  static let limit = 1 << 20
  /// How long a client may take to send it.
  static let timeout = TimeAmount.seconds(10)

  private(set) var fields: [String: JSONValue]

  /// Throws `Problem` for a body that is too large, not declared as JSON, not UTF-8, not JSON or not an object; for a
  /// field that is not known, missing, or not as it must be.
  init(_ request: Request, _ context: APIContext, _ known: [Field]) async throws {
    guard Self.isJSON(request.headers[.contentType]) else { throw Problem.unsupportedMediaType("application/json") }
    let buffer = try await Self.collect(request, context)
    guard let text = String(validating: buffer.readableBytesView, as: UTF8.self) else {
      throw Problem.malformed("The body is not valid UTF-8")
    }
    try JSONGrammar.check(text)
    do {
      fields = try JSONDecoder().decode([String: JSONValue].self, from: Data(text.utf8))
    } catch {
      throw Problem.malformed("The body is not a JSON object")
    }
    try Field.check(fields, against: known)
  }

  /// The fields as JSON text, without those named. The same fields give the same text.
  func json(without names: String...) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(fields.filter { !names.contains($0.key) })
    return String(decoding: data, as: UTF8.self)
  }

  func text(_ name: String) -> String? {
    guard case .text(let text) = fields[name] else { return nil }
    return text
  }

  func integer(_ name: String) -> Int? {
    guard case .integer(let integer) = fields[name] else { return nil }
    return integer
  }

  private static func isJSON(_ contentType: String?) -> Bool {
    guard let type = contentType?.split(separator: ";").first else { return false }
    return type.lowercased().filter { $0 != " " } == "application/json"
  }

  private static func collect(_ request: Request, _ context: APIContext) async throws -> ByteBuffer {
    let channel = context.channel
    let timer = channel.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
    defer { timer.cancel() }
    do {
      return try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw Problem.bodyTooLarge(limit: limit)
    }
  }
}
