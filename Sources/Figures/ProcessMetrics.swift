import Glibc

/// What Linux knows of this process.
public enum ProcessMetrics {
  private static let memory = Metric.gauge(
    "process_resident_memory_bytes", "Memory of a process.", labels: ["child", "pid"])
  private static let time = Metric.counter(
    "process_cpu_seconds_total", "Processor time of all processes of a kind.", labels: ["child"])

  /// - Parameter kind: such as `worker`.
  public static func describe(_ kind: String, in snapshot: inout Snapshot) {
    snapshot.set(memory, [kind, "\(getpid())"], Double(residentPages * sysconf(Int32(_SC_PAGESIZE))))
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    snapshot.set(time, [kind], seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

  /// The second number of /proc/self/statm.
  private static var residentPages: Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = fread(&buffer, 1, buffer.count, file)
    let fields = buffer[..<count].split(separator: UInt8(ascii: " "))
    return fields.count > 1 ? Int(String(decoding: fields[1], as: UTF8.self)) ?? 0 : 0
  }
}
