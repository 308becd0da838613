import Glibc
import Synchronization

/// The `Date` header of this second, formatted once a second.
final class DateHeader: Sendable {
  private let current = Mutex((second: time_t(0), text: ""))

  /// Such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  var text: String {
    let now = time(nil)
    return current.withLock { current in
      if current.second != now { current = (now, Self.format(now)) }
      return current.text
    }
  }

  private static func format(_ second: time_t) -> String {
    var second = second
    var fields = tm()
    gmtime_r(&second, &fields)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 40) { buffer in
      let length = strftime(buffer.baseAddress!, 40, "%a, %d %b %Y %H:%M:%S GMT", &fields)
      return String(decoding: UnsafeRawBufferPointer(buffer)[..<length], as: UTF8.self)
    }
  }
}
