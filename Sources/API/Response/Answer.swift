import HTTPTypes
import Hummingbird
import NIOCore
import Postgres

/// Responses made of JSON that the database has shaped.
enum Answer {
  /// One object with its version as entity tag, or 304 if the client has that version.
  static func object(_ json: ByteBuffer, version: Int, ifNoneMatch: String? = nil) -> Response {
    let tag = EntityTag(version: version)
    if let ifNoneMatch, tag.matches(ifNoneMatch: ifNoneMatch) {
      return Response(status: .notModified, headers: [.eTag: tag.description, .cacheControl: "no-store"])
    }
    return respond(json, [.eTag: tag.description])
  }

  /// An object after a change: `{"success": true, ...the object}`.
  static func changed(_ json: ByteBuffer, version: Int) -> Response {
    var body = ByteBuffer()
    body.writeString("{\"success\":true,")
    body.writeImmutableBuffer(json.getSlice(at: json.readerIndex + 1, length: json.readableBytes - 1) ?? json)
    return respond(body, [.eTag: EntityTag(version: version).description])
  }

  /// A new object and where it is.
  static func created(_ json: ByteBuffer, version: Int?, location: String?) -> Response {
    var headers = HTTPFields()
    headers[.location] = location
    headers[.eTag] = version.map { EntityTag(version: $0).description }
    return respond(json, headers, status: .created)
  }

  /// A page of a list, `{"results": [...], "next": cursor or null}`, from rows with the columns results and next.
  static func page(_ rows: Rows, _ page: Page, of request: Request) -> Response {
    let cursor = rows.string(0, 1).map(page.cursor)
    var body = ByteBuffer()
    body.writeString("{\"results\":")
    rows.withBytes(0, 0) { _ = body.writeBytes($0) }
    body.writeString(cursor.map { ",\"next\":\"\($0)\"}" } ?? ",\"next\":null}")
    var headers = HTTPFields()
    headers[.link] = cursor.map { "<\(nextPage(request, $0))>; rel=\"next\"" }
    return respond(body, headers)
  }

  /// JSON that has no version.
  static func json(_ json: ByteBuffer) -> Response {
    respond(json)
  }

  private static func nextPage(_ request: Request, _ cursor: String) -> String {
    let kept = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
    return "\(request.uri.path)?\((kept + ["cursor=\(cursor)"]).joined(separator: "&"))"
  }

  /// No browser or proxy keeps it: `If-None-Match` is for who keeps an object in a place of their own.
  private static func respond(
    _ body: ByteBuffer, _ headers: HTTPFields = [:], status: HTTPResponse.Status = .ok
  ) -> Response {
    var headers = headers
    headers[.contentType] = "application/json; charset=utf-8"
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: .init(byteBuffer: body))
  }
}

extension Rows {
  /// One field's bytes, copied once, into the buffer that goes out.
  func buffer(_ row: Int, _ column: Int) -> ByteBuffer {
    withBytes(row, column) { ByteBuffer(bytes: $0) }
  }
}
