/// Parameters as libpq takes them: text that ends in NUL, all in one buffer that is used again for the next statement.
struct ParameterBuffer {
  private static let digits = Array("0123456789abcdef".utf8)
  private static let null = -1

  private var bytes: [UInt8] = []
  /// Where each value begins, or `null`.
  private var offsets: [Int] = []
  private var pointers: [UnsafePointer<CChar>?] = []

  /// Lends the values to a call of libpq, which copies them.
  mutating func withPointers<R>(_ values: [Value], _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> R) -> R {
    write(values)
    return bytes.withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      pointers.removeAll(keepingCapacity: true)
      for offset in offsets { pointers.append(offset == Self.null ? nil : base.map { $0 + offset }) }
      return pointers.withUnsafeBufferPointer { body(Int32(values.count), $0.baseAddress) }
    }
  }

  private mutating func write(_ values: [Value]) {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    for value in values {
      offsets.append(value == .null ? Self.null : bytes.count)
      append(value)
    }
  }

  private mutating func append(_ value: Value) {
    switch value {
    case .null: return
    case .text(let text): bytes.append(contentsOf: text.utf8)
    case .int(let int): bytes.append(contentsOf: String(int).utf8)
    case .bool(let bool): bytes.append(UInt8(ascii: bool ? "t" : "f"))
    case .bytes(let binary): appendHexadecimal(binary)
    }
    bytes.append(0)
  }

  private mutating func appendHexadecimal(_ binary: [UInt8]) {
    bytes.append(contentsOf: "\\x".utf8)
    for byte in binary {
      bytes.append(Self.digits[Int(byte >> 4)])
      bytes.append(Self.digits[Int(byte & 15)])
    }
  }
}
