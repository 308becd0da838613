import NIOCore
import NIOPosix
import Passwords

/// Hashes and checks passwords, one at a time and off the event loop: each takes 32 MiB and a good part of a second.
final class PasswordQueue: Sendable {
  private static let longestQueue = 16

  private let threads = NIOThreadPool(numberOfThreads: 1)
  private let gate = Gate(limit: longestQueue)

  init() { threads.start() }

  /// Takes a place, which is to be left again: before an attempt is counted against anybody. Throws
  /// `Problem.unavailable` when too many wait.
  func enter() throws {
    guard gate.enter() else { throw Problem.unavailable("Too many people sign in at this moment; try again") }
  }

  func leave() { gate.leave() }

  /// For who has a place: a new hash as PHC string.
  func hash(_ password: NewPassword) async throws -> String {
    try await threads.runIfActive { PasswordHash(hashing: password.text).phc }
  }

  /// For who has a place: whether the password is the one of this hash. Without a hash it takes as long and is false, so
  /// that nobody learns from the time which accounts there are.
  func check(_ password: String, against phc: String?) async throws -> Bool {
    try await threads.runIfActive {
      let hash = phc.flatMap { PasswordHash(phc: $0) }
      let matches = (hash ?? .dummy).matches(password)
      return matches && hash != nil
    }
  }

  func close() async throws { try await threads.shutdownGracefully() }
}
