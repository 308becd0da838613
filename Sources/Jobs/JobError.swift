/// Why work was refused: one sentence that says what happened and what to do.
public struct JobError: Error, CustomStringConvertible, Equatable {
  public let description: String

  public init(_ description: String) { self.description = description }
}
