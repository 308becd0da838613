import HTTPTypes
import NIOCore

/// Every way in which a request can fail, as RFC 9457 tells it. The types are stable: clients branch on them.
enum Problem: Error {
  case malformed(String)
  case malformedCursor
  case unauthenticated
  case wrongCredentials
  /// The code of a second factor.
  case wrongCode
  /// Signing in has to begin again.
  case challengeOver
  case secondFactorRequired
  case forbidden(String?)
  case csrf
  case notFound
  case methodNotAllowed(allowed: [String])
  case conflict(Conflict)
  /// The id of what is there already, if the caller may see it.
  case duplicate(existing: Int?)
  case alreadyTaken(current: ByteBuffer)
  case otherRequest
  case preconditionFailed(Conflict)
  /// In bytes.
  case bodyTooLarge(limit: Int)
  /// What it must be declared as.
  case unsupportedMediaType(String)
  case invalid(field: String, message: String, allowed: [String] = [])
  case preconditionRequired
  case tooManyAttempts(retryAfter: Int)
  case `internal`
  case unavailable(String)
  case outcomeUnknown
  case timeout

  /// The version that a change was based on, and the truth.
  struct Conflict: Sendable {
    /// What the object is called, such as `Case`.
    let noun: String
    /// The table of the record that the path names.
    let entity: String
    /// Nil if it has no id.
    let id: Int?
    let yourVersion: Int
    let currentVersion: Int
    /// The object as the caller may see it: JSON.
    let current: ByteBuffer
  }

  var status: HTTPResponse.Status {
    switch self {
    case .malformed, .malformedCursor: .badRequest
    case .unauthenticated, .wrongCredentials, .wrongCode, .challengeOver: .unauthorized
    case .forbidden, .csrf, .secondFactorRequired: .forbidden
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .conflict, .duplicate, .alreadyTaken: .conflict
    case .preconditionFailed: .preconditionFailed
    case .bodyTooLarge: .contentTooLarge
    case .unsupportedMediaType: .unsupportedMediaType
    case .invalid, .otherRequest: .unprocessableContent
    case .preconditionRequired: .preconditionRequired
    case .tooManyAttempts: .tooManyRequests
    case .internal: .internalServerError
    case .unavailable, .outcomeUnknown: .serviceUnavailable
    case .timeout: .gatewayTimeout
    }
  }

  /// The last part of the type's address.
  var name: String {
    switch self {
    case .malformed: "malformed-request"
    case .malformedCursor: "malformed-cursor"
    case .unauthenticated: "unauthenticated"
    case .wrongCredentials: "wrong-credentials"
    case .wrongCode: "wrong-code"
    case .challengeOver: "challenge-over"
    case .secondFactorRequired: "second-factor-required"
    case .forbidden: "forbidden"
    case .csrf: "csrf-token-required"
    case .notFound: "not-found"
    case .methodNotAllowed: "method-not-allowed"
    case .conflict: "version-conflict"
    case .duplicate: "duplicate"
    case .alreadyTaken: "already-taken"
    case .otherRequest: "idempotency-key-reused"
    case .preconditionFailed: "precondition-failed"
    case .bodyTooLarge: "body-too-large"
    case .unsupportedMediaType: "unsupported-media-type"
    case .invalid: "invalid-field"
    case .preconditionRequired: "version-required"
    case .tooManyAttempts: "too-many-attempts"
    case .internal: "internal-error"
    case .unavailable: "unavailable"
    case .outcomeUnknown: "outcome-unknown"
    case .timeout: "timeout"
    }
  }

  /// One sentence for people: what happened, and what to do.
  var error: String {
    switch self {
    case .malformed(let reason): reason
    case .malformedCursor: "This cursor is not one that this list gave; begin without a cursor"
    case .unauthenticated: "Sign in first: there is no session, or it has ended"
    case .wrongCredentials: "The e-mail or the password is wrong"
    case .wrongCode: "The code is wrong, or was used before"
    case .challengeOver: "This took too long or failed too often, or the password was changed; sign in again"
    case .secondFactorRequired: "Your school asks for a second factor: set it up at /api/auth/second-factor/"
    case .forbidden(let reason): reason ?? "You may not do this"
    case .csrf: "With the session cookie, this request needs the header X-CSRF-Token as given at login"
    case .notFound: "There is nothing here"
    case .methodNotAllowed(let allowed): "Not with this method; allowed: \(allowed.joined(separator: ", "))"
    case .conflict(let conflict), .preconditionFailed(let conflict):
      "\(conflict.noun) was modified by another user"
    case .duplicate: "There is one already"
    case .otherRequest: "This Idempotency-Key was used for another request; each request needs a key of its own"
    case .alreadyTaken: "Somebody else was faster, or it is closed"
    case .bodyTooLarge(let limit): "The body is larger than \(limit) bytes"
    case .unsupportedMediaType(let type): "The body must be sent with the header Content-Type: \(type)"
    case .invalid(_, let message, _): message
    case .preconditionRequired: "Name the version that this change is based on: version in the body, or If-Match"
    case .tooManyAttempts(let seconds): "Too many failed attempts; try again in \(seconds) s"
    case .internal: "Something went wrong here; it has been noted under the request id"
    case .unavailable(let reason): reason
    case .outcomeUnknown:
      "The connection to the database was lost: the change may or may not have happened. Read it again"
    case .timeout: "This took too long and was stopped; nothing was changed"
    }
  }

  /// Seconds after which to try again.
  var retryAfter: Int? {
    switch self {
    case .tooManyAttempts(let seconds): seconds
    case .unavailable, .outcomeUnknown: 1
    default: nil
    }
  }
}
