import Glibc
import Synchronization

/// A child of this process. Its standard input is a pipe that ends when this process does, however it ends, so that no
/// child outlives its supervisor.
final class ChildProcess: Sendable {
  struct SpawnError: Error, CustomStringConvertible {
    let description: String
  }

  let pid: pid_t
  private let lifeline: Int32
  private let isReaped = Mutex(false)

  /// Between making a pipe and closing it for other children no other child may be started.
  private static let spawning = Mutex(())

  /// Starts a program with this process's environment. Throws `SpawnError`.
  init(_ program: Program) throws(SpawnError) {
    (pid, lifeline) = try Self.spawning.withLock { _ throws(SpawnError) in try Self.start(program) }
  }

  private static func start(_ program: Program) throws(SpawnError) -> (pid_t, Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SpawnError(description: "no pipe: \(lastError)") }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var pid = pid_t()
    let status = spawn(program, input: ends[0], &pid)
    guard status == 0 else {
      close(ends[1])
      throw SpawnError(description: "\(program.executable) cannot be started: \(String(cString: strerror(status)))")
    }
    return (pid, ends[1])
  }

  private static var lastError: String { String(cString: strerror(errno)) }

  private static func spawn(_ program: Program, input: Int32, _ pid: inout pid_t) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    var attributes = defaultSignals()
    defer { posix_spawnattr_destroy(&attributes) }
    var arguments = ([program.executable] + program.arguments).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    return posix_spawn(&pid, program.executable, &actions, &attributes, &arguments, environ)
  }

  /// What this process ignores or blocks is nothing that a child should inherit.
  private static func defaultSignals() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    return attributes
  }

  /// Waits for the end on a thread of its own. Returns the exit code, or 128 + the signal that ended it.
  func exit() async -> Int32 {
    await withCheckedContinuation { continuation in
      BlockingThread.start {
        var status: Int32 = 0
        // The pid stays ours until it is reaped, and nobody signals it afterwards.
        var info = siginfo_t()
        while waitid(P_PID, id_t(self.pid), &info, WEXITED | WNOWAIT) == -1 && errno == EINTR {}
        self.isReaped.withLock { isReaped in
          waitpid(self.pid, &status, 0)
          isReaped = true
        }
        close(self.lifeline)
        continuation.resume(returning: Self.code(status))
      }
    }
  }

  private static func code(_ status: Int32) -> Int32 {
    status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  func send(_ signal: Int32) {
    isReaped.withLock { isReaped in
      if !isReaped { kill(pid, signal) }
    }
  }
}
