import Crypto
import HTTPTypes
import Hummingbird

/// Names a request that may be sent again, and the request it stands for.
struct IdempotencyKey: Sendable {
  let text: String
  /// SHA-256 of method, path and body, 32 bytes.
  let requestHash: [UInt8]

  /// Nil without the header. Throws `Problem.invalid` unless it has 1-255 printable ASCII characters.
  init?(_ request: Request, body: @autoclosure () throws -> String) throws {
    guard let text = request.headers[.idempotencyKey] else { return nil }
    guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
      throw Problem.invalid(
        field: "Idempotency-Key", message: "Idempotency-Key must have 1 to 255 printable ASCII characters")
    }
    self.text = text
    requestHash = Array(SHA256.hash(data: Array("\(request.method) \(request.uri.path)\n\(try body())".utf8)))
  }
}
