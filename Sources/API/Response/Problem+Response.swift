import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

extension Problem {
  /// As `application/problem+json`, with the member `error`: one sentence.
  func response(requestID: RequestID) -> Response {
    var members: [String: JSONValue] = [
      "type": .text("/problems/\(name)"), "title": .text(status.reasonPhrase), "status": .integer(status.code),
      "error": .text(error), "request_id": .text(requestID.description),
    ]
    var current: ByteBuffer?
    switch self {
    case .invalid(let field, _, let allowed):
      members["field"] = .text(field)
      if !allowed.isEmpty { members["allowed"] = .array(allowed.map(JSONValue.text)) }
    case .conflict(let conflict), .preconditionFailed(let conflict):
      members["your_version"] = .integer(conflict.yourVersion)
      members["current_version"] = .integer(conflict.currentVersion)
      current = conflict.current
    case .alreadyTaken(let object): current = object
    case .duplicate(let existing): members["existing_id"] = existing.map(JSONValue.integer)
    default: break
    }
    return Response(status: status, headers: headers, body: .init(byteBuffer: Self.body(members, current)))
  }

  private var headers: HTTPFields {
    var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
    headers[.retryAfter] = retryAfter.map(String.init)
    switch self {
    case .methodNotAllowed(let allowed): headers[.allow] = allowed.joined(separator: ", ")
    case .unauthenticated: headers[.wwwAuthenticate] = "Bearer"
    // The rest of the body is not read, so the connection cannot be used again.
    case .bodyTooLarge: headers[.connection] = "close"
    default: break
    }
    return headers
  }

  /// `current` is JSON already, as it came from the database.
  private static func body(_ members: [String: JSONValue], _ current: ByteBuffer?) -> ByteBuffer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var text = (try? encoder.encode(members)).map({ ByteBuffer(bytes: $0) }) else { return ByteBuffer() }
    if let current {
      text.moveWriterIndex(to: text.writerIndex - 1)
      text.writeString(",\"current\":")
      text.writeImmutableBuffer(current)
      text.writeString("}")
    }
    return text
  }
}
