import CLinux
import Glibc

/// A program that takes one mail on its standard input, such as `sendmail -t`.
struct MailCommand: Sendable {
  private static let patience = Duration.seconds(30)
  /// It gets none of ours: that holds connection strings and keys.
  private static let environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]

  let words: [String]

  /// Why a mail did not leave. Holds nothing of the mail.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Returns when the program has taken the mail. Throws `Failure` if it cannot be started, refuses, or takes 30 s. The mail goes by
  /// way of memory, so that no disk ever has it.
  func send(_ mail: String) async throws {
    let input = clinux_memory_file()
    guard input >= 0 else { throw Failure(description: "no memory for the mail: \(Self.lastError)") }
    defer { close(input) }
    try Self.write(mail, to: input)
    let status = try await exit(of: try start(input: input))
    guard status == 0 else { throw Failure(description: "\(words[0]) ended with status \(status)") }
  }

  private static func write(_ text: String, to file: Int32) throws(Failure) {
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count, lseek(file, 0, SEEK_SET) == 0 else {
      throw Failure(description: "the mail could not be kept: \(lastError)")
    }
  }

  private func start(input: Int32) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    var arguments = words.map { strdup($0) } + [nil]
    var environment = Self.environment.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var pid = pid_t()
    let status = posix_spawn(&pid, words[0], &actions, nil, &arguments, &environment)
    guard status == 0 else {
      throw Failure(description: "\(words[0]) cannot be started: \(String(cString: strerror(status)))")
    }
    return pid
  }

  private func exit(of pid: pid_t) async throws -> Int32 {
    let deadline = ContinuousClock.now + Self.patience
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      if ContinuousClock.now > deadline { kill(pid, SIGKILL) }
      // A cancelled task sleeps no more, but the program gets its time all the same.
      if (try? await Task.sleep(for: .milliseconds(20))) == nil { usleep(20_000) }
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}
