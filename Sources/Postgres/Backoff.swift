/// How long to wait before connecting again. Knows no clock and no dice: the caller throws them.
struct Backoff {
  private var failures = 0

  /// `dice` in 0..<1 spreads the processes that lost the same server: between half of the step and all of it.
  /// Steps are 50 ms, 100 ms, ... 5 s.
  mutating func failed(dice: Double) -> Duration {
    let step = min(Duration.milliseconds(50 << min(failures, 7)), .seconds(5))
    failures += 1
    return step * (0.5 + dice / 2)
  }

  mutating func succeeded() {
    failures = 0
  }
}
