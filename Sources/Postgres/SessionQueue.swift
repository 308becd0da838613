import Dispatch

/// Runs the blocking work of one session, on threads that are not of Swift's pool.
final class SessionQueue: SerialExecutor {
  private let queue = DispatchQueue(label: "postgres-session")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
