import Glibc
import Synchronization

/// PostgreSQL, as the requests of one process see it: a few connections in pipeline mode, driven by one thread.
///
/// Each request is one implicit transaction in one round trip, and its answer is given only after the transaction has
/// ended. Requests of one lane share its connections; a lost connection fails only what was in flight on it, and is
/// opened again.
public final class Database: Sendable {
  private let configuration: DatabaseConfiguration
  private let mailbox = Mailbox()
  private let published = Published()
  private let nextID = Atomic(1)
  private let thread: DatabaseThread

  /// Starts the thread, which connects in the background.
  public init(_ configuration: DatabaseConfiguration) {
    self.configuration = configuration
    let (mailbox, published) = (mailbox, published)
    thread = DatabaseThread {
      Engine(configuration, mailbox: mailbox, published: published).run()
    }
  }

  /// Runs the steps as one transaction in one round trip and returns the rows of each. Throws the first error; unless
  /// that is `.connectionLost(sent: true)`, nothing has happened.
  ///
  /// It waits for a connection for `patience`, or as long as the configuration says, and then fails with `.busy`; at once, if those in
  /// front of it will take longer than its patience, or a quarter of what the configuration says.
  /// A task that is cancelled while it waits for a connection gets `.cancelled`; once sent, the answer is waited for.
  public func run(
    _ steps: [Step], on lane: Lane, patience: Duration? = nil
  ) async throws(PostgresError) -> [Rows] {
    for step in steps { try step.values.validate() }
    let id = nextID.wrappingAdd(1, ordering: .relaxed).oldValue
    let now = Instant.now
    let outcome = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let request = PendingRequest(
          id: id, steps: steps, lane: lane, postedAt: now,
          longestQueue: (patience ?? configuration.queueTimeout / 4).nanoseconds,
          waitsUntil: now + (patience ?? configuration.queueTimeout), continuation: continuation)
        guard !Task.isCancelled else { return request.finish(.failure(.cancelled)) }
        if !mailbox.post(request) { request.finish(.failure(.closed)) }
      }
    } onCancel: {
      mailbox.cancel(id)
    }
    return try outcome.get()
  }

  /// What the connections are doing, at most one turn of the thread old.
  public var statistics: Statistics { published.get() }

  /// Whether each lane has an open connection.
  public var isReady: Bool { published.get().isReady }

  /// Whether all connections are open.
  public var isComplete: Bool { published.get().isComplete }

  /// Waits until each lane has an open connection. False if that takes longer than `timeout`.
  public func waitUntilReady(timeout: Duration) async -> Bool {
    let deadline = ContinuousClock.now + timeout
    while !isReady {
      guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(5))) != nil else { return false }
    }
    return true
  }

  /// Finishes what is queued and in flight, then closes the connections. New requests get `.closed`.
  public func close() async {
    mailbox.close()
    await thread.join()
  }
}
