import FoundationEssentials

/// What a file does not say by itself.
public struct ImportOptions: Codable, Sendable, Equatable {
  /// Foreign column names and ours.
  public var map: [String: String] = [:]
  /// Columns that the file has not, with the value of all rows.
  public var set: [String: String] = [:]
  /// For files without numbers of students: school and number of the row, such as GP-17. Students without a name are
  /// called by it.
  public var numberRows = false
  /// What the file has not ends.
  public var endMissing = false

  private enum CodingKeys: String, CodingKey {
    case map, set
    case numberRows = "number_rows"
    case endMissing = "end_missing"
  }

  public init() {}

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    map = try values.decodeIfPresent([String: String].self, forKey: .map) ?? [:]
    set = try values.decodeIfPresent([String: String].self, forKey: .set) ?? [:]
    numberRows = try values.decodeIfPresent(Bool.self, forKey: .numberRows) ?? false
    endMissing = try values.decodeIfPresent(Bool.self, forKey: .endMissing) ?? false
  }

  /// As JSON.
  var text: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }
}
