extension Duration {
  /// Whole milliseconds, rounded down.
  var milliseconds: Int64 { nanoseconds / 1_000_000 }

  /// Whole nanoseconds. A duration beyond 100 years counts as that, which keeps sums of instants within 64 bits.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let century: Int64 = 3_153_600_000
    return max(-century, min(century, seconds)) * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
