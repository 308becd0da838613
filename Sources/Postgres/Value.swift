/// A parameter of a statement. It goes as text; PostgreSQL gives it the type that the statement asks for.
public enum Value: Sendable, Equatable {
  case null
  /// Must not contain NUL, which PostgreSQL cannot store: such a text is refused before anything is sent.
  case text(String)
  case int(Int)
  case bool(Bool)
  /// For a `bytea`.
  case bytes([UInt8])

  /// For a `bytea[]`.
  public static func byteArrays(_ arrays: [[UInt8]]) -> Value {
    let digits = Array("0123456789abcdef")
    let elements = arrays.map { bytes in
      "\"\\\\x" + String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }) + "\""
    }
    return .text("{\(elements.joined(separator: ","))}")
  }

  public init(_ text: String?) { self = text.map(Value.text) ?? .null }
  public init(_ int: Int?) { self = int.map(Value.int) ?? .null }
  public init(_ bool: Bool?) { self = bool.map(Value.bool) ?? .null }
  public init(_ bytes: [UInt8]?) { self = bytes.map(Value.bytes) ?? .null }

  /// Whether the text would be cut short on its way to the server.
  var hasNUL: Bool {
    guard case .text(let text) = self else { return false }
    return text.utf8.contains(0)
  }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  public init(nilLiteral: ()) { self = .null }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension [Value] {
  /// Throws `.invalidValue` for the first value that PostgreSQL could not take as it is, counted from 1.
  func validate() throws(PostgresError) {
    guard count <= 65_535 else { throw .invalidValue(parameter: count, reason: "there are at most 65,535 parameters") }
    for (index, value) in enumerated() where value.hasNUL {
      throw .invalidValue(parameter: index + 1, reason: "text must not contain NUL")
    }
  }
}
