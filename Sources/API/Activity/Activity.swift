/// What was seen by whom since it was last written down. Knows no clock and no database.
struct Activity {
  /// How many views may wait for the database; more are counted and dropped.
  static let mostViews = 50_000

  /// One opening of one record.
  struct View: Sendable, Codable {
    let tokenHash: String
    let entity: String
    let entityID: Int
    /// Unix time in seconds.
    let viewedAt: Double
    let requestID: String
    let clientAddress: String?

    enum CodingKeys: String, CodingKey {
      case tokenHash = "token_hash"
      case entity
      case entityID = "entity_id"
      case viewedAt = "viewed_at"
      case requestID = "request_id"
      case clientAddress = "client_address"
    }
  }

  private struct Opening: Hashable {
    let tokenHash: [UInt8]
    let entity: String
    let entityID: Int
  }

  private(set) var views: [View] = []
  private(set) var dropped = 0
  private var recent: Set<Opening> = []
  private var sessions: Set<[UInt8]> = []

  mutating func used(session tokenHash: [UInt8]) { sessions.insert(tokenHash) }

  /// A page that reads the same record again and again opens it once, until `forget`.
  mutating func viewed(
    _ entity: String, _ entityID: Int, by tokenHash: [UInt8], at time: Double, requestID: String, clientAddress: String
  ) {
    guard recent.insert(Opening(tokenHash: tokenHash, entity: entity, entityID: entityID)).inserted else { return }
    guard views.count < Self.mostViews else {
      dropped += 1
      return
    }
    let hash = tokenHash.withUnsafeBytes { Hexadecimal.encode($0) }
    views.append(
      View(
        tokenHash: "\\x\(hash)", entity: entity, entityID: entityID, viewedAt: time, requestID: requestID,
        clientAddress: clientAddress.isEmpty ? nil : clientAddress))
  }

  /// Hands over the views that wait.
  mutating func takeViews() -> [View] {
    defer { views = [] }
    return views
  }

  /// Puts views back that could not be written.
  mutating func restore(_ unwritten: [View]) {
    let room = Self.mostViews - views.count
    dropped += max(0, unwritten.count - room)
    views = unwritten.suffix(room) + views
  }

  /// Hands over the sessions used since the last time, and counts what is opened from now on anew.
  mutating func forget() -> Set<[UInt8]> {
    recent = []
    defer { sessions = [] }
    return sessions
  }

  /// How many views were lost since the last time.
  mutating func takeDropped() -> Int {
    defer { dropped = 0 }
    return dropped
  }
}
