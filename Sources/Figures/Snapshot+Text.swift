extension Snapshot {
  /// The media type of `text`.
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// As Prometheus reads it: families by name, series by labels.
  public var text: String {
    families.values.sorted { $0.metric.name < $1.metric.name }.map(\.text).joined()
  }
}

extension Snapshot.Family {
  fileprivate var text: String {
    let head = "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
    return series.sorted { $0.key.lexicographicallyPrecedes($1.key) }.reduce(into: head) { text, series in
      text += metric.kind == .histogram ? histogram(series.key, series.value) : line("", series.key, series.value.value)
    }
  }

  private func histogram(_ labels: [String], _ series: Snapshot.Series) -> String {
    var total = 0
    var text = ""
    for (bound, count) in zip(metric.bounds.map(Self.number) + ["+Inf"], series.counts) {
      total += count
      text += line("_bucket", labels, Double(total), bound)
    }
    return text + line("_sum", labels, series.value) + line("_count", labels, Double(total))
  }

  private func line(_ suffix: String, _ labels: [String], _ value: Double, _ bound: String? = nil) -> String {
    var pairs = zip(metric.labels, labels).map { "\($0)=\"\(Self.escaped($1))\"" }
    if let bound { pairs.append("le=\"\(bound)\"") }
    let braces = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
    return "\(metric.name)\(suffix)\(braces) \(Self.number(value))\n"
  }

  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  private static func escaped(_ label: String) -> String {
    label.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }
}
