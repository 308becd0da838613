/// Where the primary was at which moment, for as long as that matters. Knows no clock.
struct PrimaryHistory {
  typealias Moment = ContinuousClock.Instant

  /// How far back it goes.
  private let span: Duration
  /// Oldest first.
  private var samples: [(moment: Moment, position: LogPosition)] = []

  init(span: Duration) { self.span = span }

  /// - Parameter moment: when the primary was asked. All that was committed by then stands before the position.
  mutating func add(_ position: LogPosition, at moment: Moment) {
    samples.append((moment, position))
    while samples.count > 1, samples[1].moment + span <= moment { samples.removeFirst() }
  }

  /// Where the primary was `span` ago, or when it was asked first, if that is later. Nil if it never was.
  var oldest: LogPosition? { samples.first?.position }

  /// The same for any moment of the span.
  func position(at moment: Moment) -> LogPosition? {
    (samples.last { $0.moment <= moment } ?? samples.first)?.position
  }
}
