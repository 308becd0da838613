import Glibc
import Logging
import ServiceLifecycle

/// Keeps children running: starts again what dies, and on shutdown ends them all.
public struct Supervisor: Service {
  /// Why the children cannot run at all.
  public struct CannotRun: Error, CustomStringConvertible {
    public let description: String
  }

  let programs: [Program]
  let grace: Duration
  let logger: Logger

  /// - Parameters:
  ///   - programs: one for each child.
  ///   - grace: how long a child may take to end after SIGTERM, until SIGKILL.
  public init(_ programs: [Program], grace: Duration = .seconds(20), logger: Logger) {
    self.programs = programs
    self.grace = grace
    self.logger = logger
  }

  /// Until shutdown, when all children have ended. Throws `CannotRun` if a child cannot be started at all.
  public func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, program) in programs.enumerated() { group.addTask { try await keep(program, index + 1) } }
      do {
        try await group.waitForAll()
      } catch {
        group.cancelAll()
        throw error
      }
    }
  }

  /// One place among the children: whoever dies there is followed by another.
  private func keep(_ program: Program, _ number: Int) async throws {
    var respawn = Respawn()
    while !Task.isCancelled && !Task.isShuttingDownGracefully {
      let start = ContinuousClock.now
      let status = await run(try ChildProcess(program), number)
      if Task.isCancelled || Task.isShuttingDownGracefully { return }
      switch respawn.exited(status: status, after: start.duration(to: .now)) {
      case .restart(let delay):
        logger.warning("a child ended and is started again", metadata: ["child": "\(number)", "exit": "\(status)"])
        await cancelWhenGracefulShutdown { try? await Task.sleep(for: delay) }
      case .giveUp:
        throw CannotRun(description: "the children end as soon as they start (exit code \(status)); see their messages")
      }
    }
  }

  private func run(_ child: ChildProcess, _ number: Int) async -> Int32 {
    logger.info("a child runs", metadata: ["child": "\(number)", "pid": "\(child.pid)"])
    return await withTaskCancellationHandler {
      await withGracefulShutdownHandler {
        await child.exit()
      } onGracefulShutdown: {
        stop(child)
      }
    } onCancel: {
      stop(child)
    }
  }

  private func stop(_ child: ChildProcess) {
    child.send(SIGTERM)
    let grace = grace
    BlockingThread.start {
      let (seconds, attoseconds) = grace.components
      var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
      var left = timespec()
      while nanosleep(&time, &left) == -1 && errno == EINTR { time = left }
      child.send(SIGKILL)
    }
  }
}
