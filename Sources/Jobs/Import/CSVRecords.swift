/// Cuts the bytes of a CSV file into pieces that hold whole records, so that a file of any size is read piece by piece.
///
/// A record ends at a line end outside of quotation marks: those inside of a quoted field come in pairs.
struct CSVRecords {
  private var rest: [UInt8] = []
  /// Whether what came last stands in a quoted field.
  private(set) var isQuoted = false

  /// The whole records among what came so far.
  mutating func add(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let start = rest.count
    rest += bytes
    var end = 0
    for index in start..<rest.count {
      if rest[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if rest[index] == UInt8(ascii: "\n"), !isQuoted { end = index + 1 }
    }
    defer { rest.removeFirst(end) }
    return rest[..<end]
  }

  /// What stands behind the last line end.
  mutating func finish() -> [UInt8] {
    defer { rest = [] }
    return rest
  }
}
