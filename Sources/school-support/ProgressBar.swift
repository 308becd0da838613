import Jobs
import Synchronization

/// How far an import is, on one line of a terminal; nothing elsewhere.
final class ProgressBar: Sendable {
  private static let width = 30

  private let total: Int
  private let isShown = Mutex(false)

  /// - Parameter total: bytes to read.
  init(total: Int) { self.total = total }

  func show(_ progress: FileImport.Progress) {
    guard StandardError.isTerminal else { return }
    isShown.withLock { $0 = true }
    switch progress {
    case .read(let bytes):
      let share = total == 0 ? 1 : min(1, Double(bytes) / Double(total))
      let filled = Int(share * Double(Self.width))
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
      line("reading  [\(bar)] \(Int(share * 100)) % of \(total >> 10) KiB")
    case .step(let step): line(step)
    }
  }

  /// Clears the line.
  func finish() {
    guard
      isShown.withLock({ shown in
        defer { shown = false }
        return shown
      })
    else { return }
    StandardError.write("\r\u{1b}[K")
  }

  private func line(_ text: String) {
    StandardError.write("\r\u{1b}[K  \(text)")
  }
}
