/// What somebody told by `NOTIFY`.
public struct Notification: Sendable, Equatable {
  public let channel: String
  public let payload: String
  /// Process id of the backend that told.
  public let sender: Int
}
