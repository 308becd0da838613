import Glibc
import Synchronization
import Threads

/// A child of this process. Its standard input is a socket to this process: on it the child reports, and it ends when this
/// process does, however it ends, so that no child outlives its supervisor.
final class ChildProcess: Sendable {
  struct SpawnError: Error, CustomStringConvertible {
    let description: String
  }

  let pid: pid_t
  private let socket: Int32
  private let isReaped = Mutex(false)

  /// Starts a program with this process's environment. Throws `SpawnError`.
  init(_ program: Program) throws(SpawnError) {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw SpawnError(description: "no socket for a child: \(String(cString: strerror(errno)))")
    }
    defer { close(ends[0]) }
    var child = pid_t()
    let status = Self.spawn(program, input: ends[0], &child)
    guard status == 0 else {
      close(ends[1])
      throw SpawnError(description: "\(program.executable) cannot be started: \(String(cString: strerror(status)))")
    }
    (pid, socket) = (child, ends[1])
  }

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

  /// Reads the child's reports until it ends, and then tells its exit code, or 128 + the signal that ended it. On threads
  /// of its own.
  func follow(heard: @escaping @Sendable (Report) -> Void, exited: @escaping @Sendable (Int32) -> Void) {
    BlockingThread.start {
      self.read(heard)
      exited(self.reap())
    }
    BlockingThread.start {
      self.waitForEnd()
      // Whoever has inherited the child's end of the socket must not keep us reading.
      shutdown(self.socket, Int32(SHUT_RDWR))
    }
  }

  private func read(_ heard: (Report) -> Void) {
    var packet = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = recv(socket, &packet, packet.count, 0)
      if count > 0, let report = Report(bytes: packet[..<count]) { heard(report) }
      if count == 0 || (count < 0 && errno != EINTR) { return }
    }
  }

  /// The pid stays ours until it is reaped, and nobody signals it afterwards.
  private func waitForEnd() {
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) == -1 && errno == EINTR {}
  }

  private func reap() -> Int32 {
    waitForEnd()
    var status: Int32 = 0
    isReaped.withLock { isReaped in
      waitpid(pid, &status, 0)
      isReaped = true
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  deinit { close(socket) }

  func send(_ signal: Int32) {
    isReaped.withLock { isReaped in
      if !isReaped { kill(pid, signal) }
    }
  }
}
