import FoundationEssentials
import Hummingbird
import NIOCore
import NIOHTTP1
import Postgres

extension Problem {
  /// What a client is told of any error. Whatever is not foreseen is `.internal`, which tells nothing.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as PostgresError: self.init(error)
    case let error as HTTPError: self.init(error)
    case is NIOTooManyBytesError: self = .bodyTooLarge(limit: Body.limit)
    default: self = .internal
    }
  }

  private init(_ error: HTTPError) {
    switch error.status {
    case .notFound: self = .notFound
    case .contentTooLarge: self = .bodyTooLarge(limit: Body.limit)
    case .badRequest: self = .malformed("The request cannot be understood")
    default: self = .internal
    }
  }

  private init(_ error: PostgresError) {
    switch error {
    case .server(let error): self.init(error)
    case .busy: self = .unavailable("Too busy at this moment; try again")
    case .unreachable, .closed, .connectionLost(sent: false):
      self = .unavailable("The database cannot be reached; try again")
    case .connectionLost(sent: true): self = .outcomeUnknown
    case .invalidValue: self = .malformed("Text must not contain NUL")
    case .cancelled, .protocolViolation: self = .internal
    }
  }

  /// By SQLSTATE. The class SS is our own: its message, column and hint are written for clients (see app.refuse).
  private init(_ error: ServerError) {
    switch error.sqlstate {
    case "SS422": self = .invalid(field: error.column ?? "", message: error.message, allowed: Self.allowed(error.hint))
    case "SS403": self = .forbidden(error.message)
    case "28000": self = .unauthenticated
    case "SSF2A": self = .secondFactorRequired
    case "42501": self = .forbidden(nil)
    case "23505", "23P01": self = .duplicate(existing: nil)
    case "23503": self = .invalid(field: Self.field(error), message: "There is no such record in this school")
    case "23502": self = .invalid(field: error.column ?? "", message: "\(error.column ?? "A field") is missing")
    case "23514":
      let check = ViolatedCheck(table: error.table ?? "", constraint: error.constraint ?? "")
      self = .invalid(field: check.field, message: check.sentence)
    case "40001", "40P01": self = .unavailable("Others change the same record at this moment; try again")
    case "55P03": self = .unavailable("Somebody else is changing this record at this moment; try again")
    case "57014": self = .timeout
    case let state where state.hasPrefix("22"): self = .invalid(field: "", message: "A value is out of range")
    case let state where state.hasPrefix("08") || state.hasPrefix("57P") || state.hasPrefix("53"):
      self = .unavailable("The database cannot be reached; try again")
    default: self = .internal
    }
  }

  /// Foreign keys are named `<table>_<columns>_fkey`.
  private static func field(_ error: ServerError) -> String {
    let name = error.constraint ?? ""
    guard name.hasSuffix("_fkey") else { return name }
    return name.dropLast(5).description.replacing("\(error.table ?? "")_school_id_", with: "")
  }

  private static func allowed(_ hint: String?) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data((hint ?? "").utf8))) ?? []
  }
}
