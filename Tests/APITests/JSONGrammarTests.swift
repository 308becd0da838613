import Testing

@testable import API

struct JSONGrammarTests {
  @Test(arguments: [
    "{}", " [ ] ", "null", "-0.5e+10", "[1, 2.0, 0, 1E5]", "{\"a\": {\"a\": [true, false]}, \"b\": \"\\u00e9\\n\"}\n",
  ])
  func `JSON is taken`(text: String) {
    #expect(problem { try JSONGrammar.check(text) } == nil)
  }

  @Test(arguments: [
    "", " ", "{", "{\"a\": 1,}", "[1,]", "[,1]", "[1 2]", "{\"a\" 1}", "{a: 1}", "{'a': 1}", "01", "+1", "1.", ".5",
    "-", "1e",
    "NaN", "Infinity", "nul", "truefalse", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"", "// c\n1", "1 // c", "{} {}",
  ])
  func `whatever is not JSON is refused`(text: String) {
    #expect(problem { try JSONGrammar.check(text) }?.name == "malformed-request")
  }

  @Test(arguments: ["{\"a\": 1, \"a\": 1}", "[{\"a\": 1, \"\\u0061\": 2}]"])
  func `a name that stands twice is refused`(text: String) {
    #expect(problem { try JSONGrammar.check(text) }?.error == "a stands twice in one object")
  }

  @Test func `depth is limited`() {
    let deep = String(repeating: "[", count: 3_000) + String(repeating: "]", count: 3_000)
    #expect(problem { try JSONGrammar.check(deep) }?.error == "The body is nested too deeply")
  }

  @Test func `the number of values is limited`() {
    func list(_ count: Int) -> String { "[" + Array(repeating: "[]", count: count - 1).joined(separator: ",") + "]" }
    #expect(problem { try JSONGrammar.check(list(5_000)) } == nil)
    #expect(problem { try JSONGrammar.check(list(5_001)) }?.error == "The body has more than 5000 values")
  }
}
