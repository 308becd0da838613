import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// How much this process logs, for all its loggers at once.
final class LogLevel: Service {
  private let usual: Logger.Level
  private let isVerbose = Atomic(false)

  init(_ usual: Logger.Level) { self.usual = usual }

  var current: Logger.Level { isVerbose.load(ordering: .relaxed) ? min(usual, .debug) : usual }

  /// SIGUSR1 turns debug on, and off again.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in await UnixSignalsSequence(trapping: .sigusr1) {
        self.isVerbose.store(!self.isVerbose.load(ordering: .relaxed), ordering: .relaxed)
      }
    }
  }
}
