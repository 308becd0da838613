import CPQ

/// The answer to one statement.
///
/// `@unchecked Sendable`: owns a PGresult, which nobody changes once it has arrived.
public final class Rows: @unchecked Sendable {
  private let result: OpaquePointer

  /// Takes over the result and clears it in the end.
  init(_ result: OpaquePointer) {
    self.result = result
  }

  deinit {
    PQclear(result)
  }

  /// The number of rows.
  public var count: Int { Int(PQntuples(result)) }

  public var columnCount: Int { Int(PQnfields(result)) }

  public var columnNames: [String] {
    (0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
  }

  /// How many rows were inserted, updated, deleted or selected; 0 for other statements.
  public var affected: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

  /// What the server says it did, such as `INSERT 0 1`.
  var commandTag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

  /// Row and column count from 0.
  public func isNull(_ row: Int, _ column: Int) -> Bool {
    check(row, column)
    return PQgetisnull(result, Int32(row), Int32(column)) == 1
  }

  /// Lends the text of one field without a copy; null is empty. The buffer is gone after `body`.
  public func withBytes<R, E: Error>(
    _ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    check(row, column)
    let length = Int(PQgetlength(result, Int32(row), Int32(column)))
    return try body(UnsafeRawBufferPointer(start: PQgetvalue(result, Int32(row), Int32(column)), count: length))
  }

  /// Nil for null.
  public func string(_ row: Int, _ column: Int) -> String? {
    isNull(row, column) ? nil : withBytes(row, column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Nil for null, and for what is no whole number of 64 bits.
  public func int(_ row: Int, _ column: Int) -> Int? {
    string(row, column).flatMap { Int($0) }
  }

  /// Nil for null, and for what is no `boolean`.
  public func bool(_ row: Int, _ column: Int) -> Bool? {
    switch string(row, column) {
    case "t": true
    case "f": false
    default: nil
    }
  }

  /// As with an array, a place that is not there is a mistake of the program. libpq would print it and go on.
  private func check(_ row: Int, _ column: Int) {
    precondition(row >= 0 && row < count && column >= 0 && column < columnCount, "no such row or column")
  }
}
