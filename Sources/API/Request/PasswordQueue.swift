import NIOCore
import NIOPosix
import Passwords

/// Hashes and checks passwords, one at a time and off the event loop: each takes 32 MiB and a good part of a second.
final class PasswordQueue: Sendable {
  private static let longestQueue = 16

  private let threads = NIOThreadPool(numberOfThreads: 1)
  private let gate = Gate(limit: longestQueue)

  init() { threads.start() }

  /// A new hash as PHC string. Throws `Problem.unavailable` when too many wait.
  func hash(_ password: NewPassword) async throws -> String {
    try await perform { PasswordHash(hashing: password.text).phc }
  }

  /// Whether the password is the one of this hash. Without a hash it takes as long and is false, so that nobody learns
  /// from the time which accounts there are. Throws `Problem.unavailable` when too many wait.
  func check(_ password: String, against phc: String?) async throws -> Bool {
    try await perform {
      let hash = phc.flatMap { PasswordHash(phc: $0) }
      let matches = (hash ?? .dummy).matches(password)
      return matches && hash != nil
    }
  }

  func close() async throws { try await threads.shutdownGracefully() }

  private func perform<R: Sendable>(_ work: @escaping @Sendable () -> R) async throws -> R {
    guard gate.enter() else { throw Problem.unavailable("Too many people sign in at this moment; try again") }
    defer { gate.leave() }
    return try await threads.runIfActive(work)
  }
}
