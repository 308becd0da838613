/// What was seen by whom, and whose edits met others, since it was last written down. Knows no clock and no database.
struct Activity {
  /// How many events may wait for the database; more are counted and dropped.
  static let mostEvents = 50_000
  /// How many are written in one statement.
  static let batch = 2_000

  /// One opening of one record, or one edit of it that was refused.
  struct Event: Sendable, Codable {
    let action: String
    let tokenHash: String
    let entity: String
    let entityID: Int?
    /// Unix time in seconds.
    let viewedAt: Double
    let requestID: String
    let clientAddress: String?
    var changes: Versions?

    enum CodingKeys: String, CodingKey {
      case action
      case tokenHash = "token_hash"
      case entity
      case entityID = "entity_id"
      case viewedAt = "viewed_at"
      case requestID = "request_id"
      case clientAddress = "client_address"
      case changes
    }
  }

  /// What a refused edit was based on, and what was in force.
  struct Versions: Sendable, Codable {
    /// What people call the record.
    let of: String
    let version: [Int]
  }

  private struct Opening: Hashable {
    let tokenHash: [UInt8]
    let entity: String
    let entityID: Int
  }

  private(set) var events: [Event] = []
  private(set) var dropped = 0
  private var recent: Set<Opening> = []
  private var sessions: Set<[UInt8]> = []

  mutating func used(session tokenHash: [UInt8]) { sessions.insert(tokenHash) }

  /// A page that reads the same record again and again opens it once, until `forget`.
  mutating func viewed(
    _ entity: String, _ entityID: Int, by tokenHash: [UInt8], at time: Double, requestID: String, clientAddress: String
  ) {
    guard recent.insert(Opening(tokenHash: tokenHash, entity: entity, entityID: entityID)).inserted else { return }
    add(event("RECORD_VIEWED", entity, entityID, tokenHash, time, requestID, clientAddress))
  }

  /// An edit that was based on an old version; each counts.
  mutating func refused(
    _ conflict: Problem.Conflict, to tokenHash: [UInt8], at time: Double, requestID: String, clientAddress: String
  ) {
    var event = event("VERSION_CONFLICT", conflict.entity, conflict.id, tokenHash, time, requestID, clientAddress)
    event.changes = Versions(of: conflict.noun, version: [conflict.yourVersion, conflict.currentVersion])
    add(event)
  }

  private func event(
    _ action: String, _ entity: String, _ entityID: Int?, _ tokenHash: [UInt8], _ time: Double, _ requestID: String,
    _ clientAddress: String
  ) -> Event {
    let hash = tokenHash.withUnsafeBytes { Hexadecimal.encode($0) }
    return Event(
      action: action, tokenHash: "\\x\(hash)", entity: entity, entityID: entityID, viewedAt: time, requestID: requestID,
      clientAddress: clientAddress.isEmpty ? nil : clientAddress)
  }

  private mutating func add(_ event: Event) {
    if events.count < Self.mostEvents { events.append(event) } else { dropped += 1 }
  }

  /// Hands over the events that wait, or the first of many.
  mutating func takeEvents() -> [Event] {
    defer { events.removeFirst(min(Self.batch, events.count)) }
    return Array(events.prefix(Self.batch))
  }

  /// Puts events back that could not be written.
  mutating func restore(_ unwritten: [Event]) {
    let room = Self.mostEvents - events.count
    dropped += max(0, unwritten.count - room)
    events = unwritten.suffix(room) + events
  }

  /// Hands over the sessions used since the last time, and counts what is opened from now on anew.
  mutating func forget() -> Set<[UInt8]> {
    recent = []
    defer { sessions = [] }
    return sessions
  }

  /// How many events were lost since the last time.
  mutating func takeDropped() -> Int {
    defer { dropped = 0 }
    return dropped
  }
}
