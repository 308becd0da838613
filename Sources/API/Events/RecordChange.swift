/// What an open page is told: which record has which version.
struct RecordChange: Decodable, Sendable {
  let kind: String
  let id: Int
  let version: Int
  /// Where it is, of what has no id that pages know: class, date and period of a register.
  let place: String?

  /// As an event of a stream.
  var event: String {
    let place = place.map { ",\"place\":\"\($0)\"" } ?? ""
    return "event: \(kind)\ndata: {\"id\":\(id),\"version\":\(version)\(place)}\n\n"
  }
}
