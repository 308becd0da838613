import HTTPTypes
import Hummingbird
import Postgres

/// The parameters in a request's query string, each of which must be known and given once at most.
struct Query: Sendable {
  private let values: [String: String]

  /// Throws `Problem.invalid` for a parameter that is not known or given twice, and for text that cannot be stored.
  init(_ request: Request, _ known: String...) throws(Problem) {
    var values: [String: String] = [:]
    for (name, value) in request.uri.queryParameters {
      let name = String(name)
      guard known.contains(name) else {
        throw .invalid(field: name, message: "There is no parameter of this name", allowed: known)
      }
      guard values[name] == nil else { throw .invalid(field: name, message: "\(name) is given more than once") }
      guard !value.utf8.contains(0) else { throw .invalid(field: name, message: "\(name) must not contain NUL") }
      values[name] = String(value)
    }
    self.values = values
  }

  subscript(name: String) -> String? { values[name] }

  /// Looking for nothing is not looking.
  func text(_ name: String, upTo limit: Int = 200) throws(Problem) -> Value {
    values[name] == "" ? .null : try checked(name, .text(upTo: limit))
  }

  func choice(_ name: String, _ choices: [String]) throws(Problem) -> Value {
    try checked(name, .choice(choices))
  }

  /// Several of a closed set, with commas between them: an array of PostgreSQL's.
  func choices(_ name: String, _ choices: [String]) throws(Problem) -> Value {
    guard let text = values[name] else { return .null }
    for one in text.split(separator: ",", omittingEmptySubsequences: false) {
      try Field(name: name, kind: .choice(choices)).check(.text(String(one)))
    }
    return .text("{\(text)}")
  }

  func date(_ name: String) throws(Problem) -> Value {
    try checked(name, .date)
  }

  func timestamp(_ name: String) throws(Problem) -> Value {
    guard let text = values[name], CalendarDate(text) == nil else { return Value(values[name]) }
    return try checked(name, .timestamp)
  }

  func id(_ name: String) throws(Problem) -> Value {
    guard let text = values[name] else { return .null }
    try Field(name: name, kind: .id).check(Int(digits: text).map(JSONValue.integer) ?? .text(text))
    return .text(text)
  }

  private func checked(_ name: String, _ kind: Field.Kind) throws(Problem) -> Value {
    guard let text = values[name] else { return .null }
    try Field(name: name, kind: kind).check(.text(text))
    return .text(text)
  }
}
