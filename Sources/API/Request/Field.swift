import FoundationEssentials

/// One field that a request body may hold, and what it takes.
struct Field: Sendable {
  enum Kind: Sendable {
    /// Characters, at most so many.
    case text(upTo: Int)
    case choice([String])
    /// A whole number in a range that ends at 2^53 - 1 at most.
    case integer(ClosedRange<Int>)
    /// Any number in a range, at most two digits behind the point.
    case number(ClosedRange<Double>)
    case boolean
    /// `YYYY-MM-DD`
    case date
    /// ISO 8601 with a zone.
    case timestamp
    /// Any JSON object, at most so many bytes when written.
    case object(upTo: Int)
    /// Ids of other objects, at most so many.
    case ids(upTo: Int)
    /// Objects of these fields, at most so many.
    case list(of: [Field], upTo: Int)

    /// A whole number from 1 to 2^53 - 1.
    static let id = Kind.integer(1...largestID)
  }

  let name: String
  let kind: Kind
  var nullable = false
  var required = false

  static let largestID = 1 << 53 - 1

  /// Throws `Problem.invalid` for a member that is not known, missing, or not as it must be; it is named by its path.
  static func check(_ members: [String: JSONValue], against known: [Field], path: String = "") throws(Problem) {
    for name in members.keys.sorted() where !known.contains(where: { $0.name == name }) {
      throw .invalid(field: path + name, message: "There is no field of this name", allowed: known.map(\.name))
    }
    for field in known {
      let named = Field(name: path + field.name, kind: field.kind, nullable: field.nullable, required: field.required)
      if let value = members[field.name] {
        try named.check(value)
      } else if field.required {
        throw named.invalid("is missing")
      }
    }
  }

  /// Throws `Problem.invalid` with the field's name and what is allowed.
  func check(_ value: JSONValue) throws(Problem) {
    if value == .null {
      guard nullable else { throw invalid("must not be null") }
      return
    }
    switch (kind, value) {
    case (.text(let limit), .text(let text)): try checkText(text, limit)
    case (.choice(let choices), .text(let text)):
      guard choices.contains(text) else { throw invalid("is not one of the values allowed", choices) }
    case (.integer(let range), .integer(let integer)):
      guard range.contains(integer) else { throw invalid("must be \(expectation)") }
    case (.number(let range), .integer(let integer)):
      guard range.contains(Double(integer)) else { throw invalid("must be \(expectation)") }
    case (.number(let range), .number(let number)):
      guard range.contains(number), (number * 100).rounded() / 100 == number else {
        throw invalid("must be \(expectation)")
      }
    case (.boolean, .boolean): break
    case (.date, .text(let text)):
      guard CalendarDate(text) != nil else { throw invalid("must be a date such as 2026-09-30") }
    case (.timestamp, .text(let text)):
      guard Self.isTimestamp(text) else { throw invalid("must be a time such as 2026-09-30T08:15:00Z") }
    case (.object(let limit), .object):
      guard !value.hasNUL else { throw invalid("must not contain NUL") }
      guard let data = try? JSONEncoder().encode(value), data.count <= limit else {
        throw invalid("must not be longer than \(limit) bytes")
      }
    case (.ids(let limit), .array(let elements)):
      guard elements.count <= limit else { throw invalid("must not have more than \(limit) elements") }
      for element in elements { try Field(name: name, kind: .id).check(element) }
    case (.list(let fields, let limit), .array(let elements)):
      guard elements.count <= limit else { throw invalid("must not have more than \(limit) elements") }
      for (index, element) in elements.enumerated() { try check(element, at: index, fields) }
    default: throw invalid("must be \(expectation)")
    }
  }

  private func check(_ element: JSONValue, at index: Int, _ fields: [Field]) throws(Problem) {
    guard case .object(let members) = element else { throw invalid("must be \(expectation)") }
    try Self.check(members, against: fields, path: "\(name)[\(index)].")
  }

  private func checkText(_ text: String, _ limit: Int) throws(Problem) {
    guard !text.utf8.contains(0) else { throw invalid("must not contain NUL") }
    guard text.unicodeScalars.count <= limit else { throw invalid("must not be longer than \(limit) characters") }
    guard !required || text.contains(where: { !$0.isWhitespace }) else { throw invalid("must not be empty") }
  }

  private static func isTimestamp(_ text: String) -> Bool {
    guard CalendarDate(String(text.prefix(10))) != nil else { return false }
    return (try? Date(text, strategy: .iso8601)) != nil
      || (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))) != nil
  }

  private var expectation: String {
    switch kind {
    case .text, .choice: "text"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      "a number from \(range.lowerBound) to \(range.upperBound) with at most two digits behind the point"
    case .boolean: "true or false"
    case .date: "a date such as 2026-09-30"
    case .timestamp: "a time such as 2026-09-30T08:15:00Z"
    case .object: "an object"
    case .ids: "a list of ids"
    case .list(let fields, _): "a list of objects with \(fields.map(\.name).joined(separator: " and "))"
    }
  }

  func invalid(_ message: String, _ allowed: [String] = []) -> Problem {
    .invalid(field: name, message: "\(name) \(message)", allowed: allowed)
  }
}
