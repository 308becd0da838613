/// Rows in the text format of COPY. An empty value is null.
enum CopyText {
  /// Appends one row.
  static func append(_ values: [String], to bytes: inout [UInt8]) {
    for (column, value) in values.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: "\t")) }
      if value.isEmpty {
        bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
      } else {
        for byte in value.utf8 { append(byte, to: &bytes) }
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(escapes[byte] ?? byte)
    // Text in PostgreSQL has no NUL; COPY would end the whole file for it.
    case 0: bytes.append(UInt8(ascii: "?"))
    default: bytes.append(byte)
    }
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "\t"): UInt8(ascii: "t"), UInt8(ascii: "\n"): UInt8(ascii: "n"), UInt8(ascii: "\r"): UInt8(ascii: "r"),
  ]
}
