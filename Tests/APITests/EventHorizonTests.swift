import Testing

@testable import API

struct EventHorizonTests {
  @Test func `all events up to a look are there once every transaction of that time has ended`() {
    var horizon = EventHorizon()
    horizon.look(newest: 100, oldest: 7, next: 9)
    #expect(horizon.settled == nil)
    // 100 was drawn before 9 began; 7 still runs.
    horizon.look(newest: 110, oldest: 7, next: 12)
    #expect(horizon.settled == nil)
    horizon.look(newest: 110, oldest: 10, next: 13)
    #expect(horizon.settled == nil, "10 may have drawn a number up to 100")
    horizon.look(newest: 110, oldest: 12, next: 13)
    #expect(horizon.settled == 100)
    horizon.look(newest: 115, oldest: 13, next: 13)
    #expect(horizon.settled == 110)
  }

  @Test func `nothing new settles everything`() {
    var horizon = EventHorizon()
    for _ in 0..<3 { horizon.look(newest: 5, oldest: 4, next: 4) }
    #expect(horizon.settled == 5)
  }

  @Test func `another state of the database is begun with anew`() {
    var horizon = EventHorizon()
    for _ in 0..<3 { horizon.look(newest: 500, oldest: 40, next: 40) }
    horizon.look(newest: 20, oldest: 9, next: 9)
    #expect(horizon.settled == nil)
    horizon.look(newest: 21, oldest: 9, next: 9)
    #expect(horizon.settled == 20)
  }

  @Test(arguments: ["7/3:3:", "7/3:9:3", "0/3:12:3,4,11", "7"])
  func `a position is read as it was written`(text: String) {
    #expect(ChangePosition(text)?.description == text)
  }

  @Test(arguments: [
    "", "x", "-1", "7/", "7/3:9", "7/9:3:", "7/0:3:", "7/3:9:2", "7/3:9:9", "7/3:9:5,4", "7/3:9:,",
    "7/3:9:4;drop", "7/3:9:4/8", "99999999999999999999", "1/3:9:" + String(repeating: "4,", count: 600) + "4",
  ])
  func `what is no position is none`(text: String) {
    #expect(ChangePosition(text) == nil)
  }
}
