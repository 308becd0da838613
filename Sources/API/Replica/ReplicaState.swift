/// What a worker knows of its standby, and whether reads may go there. Knows no clock and no database.
struct ReplicaState {
  typealias Moment = ContinuousClock.Instant

  /// A standby that was not heard of for so long is not used.
  private static let silence = Duration.seconds(1)
  /// One that is not further behind than this may be there in a moment.
  private static let closeness = Duration.milliseconds(250)

  let maxLag: Duration
  private var history: PrimaryHistory
  private var primaryIdentity: String?
  private var standbyIdentity: String?
  private var heardAt: Moment?
  private var isAhead = false
  /// How far the standby has replayed; nil if it is none.
  private(set) var replayed: LogPosition?

  init(maxLag: Duration) {
    self.maxLag = maxLag
    history = PrimaryHistory(span: maxLag)
  }

  /// - Parameters:
  ///   - moment: when the primary was asked.
  ///   - replayed: what was known of the standby by then.
  mutating func primary(isAt position: LogPosition, identity: String?, at moment: Moment, replayed: LogPosition?) {
    history.add(position, at: moment)
    primaryIdentity = identity
    // It follows, or has followed, another one, whose log went on differently.
    isAhead = replayed.map { $0 > position } ?? false
  }

  mutating func standby(hasReplayed replayed: LogPosition?, identity: String?, at moment: Moment) {
    self.replayed = replayed
    standbyIdentity = identity
    heardAt = moment
  }

  /// Why no read goes to the standby; nil if it is used.
  func problem(at now: Moment) -> String? {
    guard let heardAt, now - heardAt < Self.silence else { return "it does not answer" }
    guard let replayed else { return "it is no standby: it was promoted, or never was one" }
    guard let oldest = history.oldest else { return "the primary could not be asked yet how far it is" }
    guard primaryIdentity == standbyIdentity else { return "it is a standby of another database" }
    guard !isAhead else { return "it is ahead of the primary: it follows another one" }
    guard replayed >= oldest else { return "it is more than \(maxLag.components.seconds) s behind" }
    return nil
  }

  /// What the standby must have replayed for a client that knows of `position`; nil if it is not to be used.
  func needed(for position: LogPosition?, at now: Moment) -> LogPosition? {
    guard problem(at: now) == nil, let oldest = history.oldest else { return nil }
    return max(position ?? oldest, oldest)
  }

  func has(_ position: LogPosition) -> Bool { replayed.map { $0 >= position } ?? false }

  /// Whether it is worth waiting for what it lacks.
  func isClose(at now: Moment) -> Bool { history.position(at: now - Self.closeness).map(has) ?? false }
}
