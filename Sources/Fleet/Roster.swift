/// Which children there are, and what is to be done about them. Knows no clock and no process: the supervisor tells it what
/// has happened and performs what it returns.
struct Roster {
  typealias Instant = ContinuousClock.Instant
  /// Of a child; never used again.
  typealias ID = Int

  enum Action: Equatable {
    case start(ID, Program)
    case terminate(ID)
    case kill(ID)
    case note(String, Program)
    /// Every place has a child that works; said once after the start and once after each roll.
    case ready
    /// All children have ended, as they should.
    case end
    case giveUp(reason: String)
  }

  struct Limits {
    /// So long without a report, and a child counts as stuck.
    var silence = Duration.seconds(10)
    /// So long may a child that is to follow another take until it is ready.
    var start = Duration.seconds(30)
    /// So long may a child take to end.
    var grace = Duration.seconds(20)
  }

  private struct Child {
    let program: Program
    var startedAt: Instant
    var heardAt: Instant
    var hasReported = false
    /// Not until its first report, and not while that says what is wrong.
    var works = false
    /// Of a child that was told to end: when it is killed.
    var killAt: Instant?
  }

  private struct Place {
    var program: Program
    /// Who does the work.
    var current: ID?
    /// Who will do it, when ready.
    var next: ID?
    /// When to start a child here again.
    var startAt: Instant?
    var respawn = Respawn()
  }

  /// When more passes between two ticks, this process itself did not run.
  private static let pause = Duration.seconds(2)

  private let limits: Limits
  private var children: [ID: Child] = [:]
  private var places: [Place] = []
  private var lastID = 0
  /// The place that is being rolled, and what the places from there on will run.
  private var roll: (place: Int, programs: [Program])?
  private var isAwaitingReady = true
  private var lastTick: Instant?
  private var isEnding = false
  /// From a reload until every child was replaced: where a new one did not get ready, some are those before.
  private(set) var isRollUnfinished = false
  /// Children started again because the one before them died, by kind.
  private(set) var restarts: [String: Int] = [:]

  init(limits: Limits = Limits()) { self.limits = limits }

  /// Children that should run, by kind.
  var wanted: [String: Int] { places.reduce(into: [:]) { $0[$1.program.kind, default: 0] += 1 } }

  /// Children that run and work, by kind.
  var working: [String: Int] {
    places.compactMap(\.current).compactMap { children[$0] }.filter(\.works)
      .reduce(into: [:]) { $0[$1.program.kind, default: 0] += 1 }
  }

  /// Whether none works of the kind that is started first, which the others are there for.
  private var nobodyServes: Bool { working[places.first?.program.kind ?? ""] == nil }

  var allWork: Bool { !isEnding && !places.isEmpty && working == wanted }

  // MARK: What happens

  mutating func start(_ programs: [Program], _ now: Instant) -> [Action] {
    programs.map { program in
      let action = start(program, now)
      places.append(Place(program: program, current: lastID))
      return action
    }
  }

  /// Every place gets a new child, one after the other. A roll that runs already is given up for this one.
  mutating func reload(_ programs: [Program], _ now: Instant) -> [Action] {
    guard !isEnding else { return [] }
    let left = roll.flatMap { dropFollower(of: $0.place) }.map { end($0, now) } ?? []
    let surplus = places.dropFirst(programs.count).flatMap { [$0.current, $0.next] }.compactMap(\.self)
    places.removeLast(max(0, places.count - programs.count))
    roll = (0, programs)
    isRollUnfinished = true
    isAwaitingReady = true
    return left + surplus.flatMap { end($0, now) } + advance(now)
  }

  mutating func heard(_ id: ID, works: Bool, _ now: Instant) -> [Action] {
    children[id]?.heardAt = now
    children[id]?.hasReported = true
    children[id]?.works = works
    var actions: [Action] = []
    if works, let roll, places[roll.place].next == id { actions += succeed(now) }
    if isAwaitingReady, roll == nil, allWork {
      isAwaitingReady = false
      actions.append(.ready)
    }
    return actions
  }

  mutating func exited(_ id: ID, status: Int32, _ now: Instant) -> [Action] {
    guard let child = children.removeValue(forKey: id) else { return [] }
    if isEnding { return children.isEmpty ? [.end] : [] }
    if let index = places.firstIndex(where: { $0.next == id }) { return abandon(index, "ended with \(status)", child) }
    guard let index = places.firstIndex(where: { $0.current == id }) else { return [] }
    places[index].current = nil
    // On a busy machine it may take long to fail at the start: who has never reported has not lived.
    let lifetime = child.hasReported ? child.startedAt.duration(to: now) : .zero
    switch places[index].respawn.exited(status: status, after: lifetime) {
    case .giveUp where nobodyServes:
      return [
        .giveUp(
          reason:
            "the \(child.program.kind) processes end as soon as they start (exit code \(status)); see their messages")
      ]
    case .giveUp: places[index].startAt = now + .seconds(30)
    case .restart(let delay): places[index].startAt = now + delay
    }
    return [.note("a child ended with \(status) and is started again", child.program)]
  }

  /// To be called a few times a second.
  mutating func tick(_ now: Instant) -> [Action] {
    forgivePause(now)
    return startDue(now) + silent(now) + late(now)
  }

  mutating func shutDown(_ now: Instant) -> [Action] {
    isEnding = true
    roll = nil
    return children.isEmpty ? [.end] : children.keys.sorted().flatMap { end($0, now) }
  }

  // MARK: Time

  /// While this process stood still, with its machine or without, it heard nobody: that is no child's silence.
  private mutating func forgivePause(_ now: Instant) {
    let pause = lastTick?.duration(to: now) ?? .zero
    lastTick = now
    guard pause > Self.pause else { return }
    for (id, child) in children {
      var child = child
      child.startedAt += pause
      child.heardAt += pause
      child.killAt? += pause
      children[id] = child
    }
  }

  private mutating func startDue(_ now: Instant) -> [Action] {
    guard !isEnding else { return [] }
    return places.indices.filter { places[$0].startAt.map { $0 <= now } ?? false }.map { index in
      restarts[places[index].program.kind, default: 0] += 1
      places[index].startAt = nil
      let action = start(places[index].program, now)
      places[index].current = lastID
      return action
    }
  }

  private mutating func silent(_ now: Instant) -> [Action] {
    children.sorted { $0.key < $1.key }.flatMap { id, child -> [Action] in
      if let killAt = child.killAt {
        guard killAt <= now else { return [] }
        giveGrace(id, now)
        return [.kill(id)]
      }
      guard child.heardAt + limits.silence <= now else { return [] }
      children[id]?.heardAt = now
      return [.note("a child is silent and is killed", child.program), .kill(id)]
    }
  }

  private mutating func late(_ now: Instant) -> [Action] {
    guard let roll, let id = places[roll.place].next, let child = children[id],
      child.startedAt + limits.start <= now
    else { return [] }
    return abandon(roll.place, "is not ready after \(limits.start)", child) + end(id, now)
  }

  // MARK: Rolling

  /// Starts the follower of the next place, or ends the roll.
  private mutating func advance(_ now: Instant) -> [Action] {
    guard let (index, programs) = roll else { return [] }
    guard index < programs.count else {
      roll = nil
      isRollUnfinished = false
      return []
    }
    if index == places.count { places.append(Place(program: programs[index])) }
    let action = start(programs[index].asFollower, now)
    places[index].next = lastID
    return [action]
  }

  private mutating func succeed(_ now: Instant) -> [Action] {
    guard let (index, programs) = roll else { return [] }
    let former = places[index].current
    places[index] = Place(program: programs[index], current: places[index].next)
    roll = (index + 1, programs)
    return (former.map { end($0, now) } ?? []) + advance(now)
  }

  private mutating func abandon(_ index: Int, _ reason: String, _ child: Child) -> [Action] {
    dropFollower(of: index)
    roll = nil
    return [.note("a new child \(reason); the old ones go on", child.program)]
  }

  /// A place that was added for its follower goes with it.
  @discardableResult private mutating func dropFollower(of index: Int) -> ID? {
    defer {
      places[index].next = nil
      if places[index].current == nil && places[index].startAt == nil { places.remove(at: index) }
    }
    return places[index].next
  }

  // MARK: Children

  private mutating func start(_ program: Program, _ now: Instant) -> Action {
    lastID += 1
    children[lastID] = Child(program: program, startedAt: now, heardAt: now)
    return .start(lastID, program)
  }

  private mutating func end(_ id: ID, _ now: Instant) -> [Action] {
    guard children[id] != nil, children[id]?.killAt == nil else { return [] }
    giveGrace(id, now)
    return [.terminate(id)]
  }

  private mutating func giveGrace(_ id: ID, _ now: Instant) {
    let killAt = now + limits.grace
    children[id]?.killAt = killAt
  }
}
