import Glibc

/// A moment of the monotonic clock. `ContinuousClock` knows the same, at several times the cost.
struct Instant: Comparable, Sendable {
  let nanoseconds: Int64

  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  static let past = Instant(nanoseconds: 0)

  static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }
  static func + (a: Instant, b: Duration) -> Instant { Instant(nanoseconds: a.nanoseconds + b.nanoseconds) }

  /// For `poll`: whole milliseconds from `self` to `other`, rounded up and at least 0.
  func pollTimeout(until other: Instant) -> Int32 {
    Int32(clamping: max(0, (other.nanoseconds - nanoseconds + 999_999) / 1_000_000))
  }
}
