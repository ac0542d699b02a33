package import SourceText
/// t
package func selectingTab(_ tab: String, in source: String, known: [String]) -> (source: String, diagnostics: [Diagnostic]) { (source, []) }
