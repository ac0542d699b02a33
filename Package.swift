// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: Target.Dependency..., fixtures: Bool = false) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestSupport"],
    exclude: fixtures ? ["Fixtures"] : [], swiftSettings: strict)
}

let package = Package(
  name: "lectern",
  products: [.executable(name: "lectern", targets: ["lectern"])],
  targets: [
    // The host side, from the tool down to the leaves; DESIGN's table says who may import whom.
    .executableTarget(
      // Depending on the kernel builds it too; its own code is not linked into the tool.
      name: "lectern", dependencies: ["CommandLineTool", "lectern-kernel"],
      exclude: ["README.md"], swiftSettings: strict),
    library(
      "CommandLineTool", "Publishing", "Checking", "Jupyter", "Execution", "NotebookModel",
      "Templates", "CellOutput", "Markup", "SourceText"),
    library(
      "Publishing", "NotebookModel", "Templates", "MathML", "Markdown", "Markup", "CellOutput",
      "SourceText"),
    library("Jupyter", "NotebookModel", "Markdown", "CellOutput", "SourceText"),
    library("Templates", "Markup", "SourceText"),
    library("Checking", "Execution", "NotebookModel", "CellOutput", "SourceText"),
    library("Execution", "ChildProcess", "NotebookModel", "CellOutput", "SourceText"),
    .target(name: "ChildProcess", exclude: ["README.md"]),
    library("NotebookModel", "Markdown", "SourceText"),
    library("Markdown", "Markup", "SourceText"),
    library("MathML", "Markup", "SourceText"),

    // The leaves both sides share.
    library("SourceText"),
    library("Markup"),
    library("CellOutput"),

    // The runtime, linked into the kernel process.
    .executableTarget(
      name: "lectern-kernel",
      dependencies: [
        "Abacus", "AbacusKernels", "CellSupport", "CellOutput", "KernelChannel", "ChildProcess",
      ],
      exclude: ["README.md"],
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]),
    .executableTarget(
      name: "lectern-bench",
      dependencies: ["Execution", "NotebookModel", "Markdown", "NeuralNetworks", "Tensors"],
      exclude: ["README.md"], swiftSettings: strict),
    library("CellSupport", "CellOutput", "KernelChannel"),
    .target(name: "KernelChannel", dependencies: ["ChildProcess"], exclude: ["README.md"]),
    library("Abacus", "CellSupport", "CellOutput", "Plotting", "NeuralNetworks", "Tensors"),
    library("NeuralNetworks", "Tensors"),
    library("Tensors", "AbacusKernels"),
    .target(name: "AbacusKernels", exclude: ["README.md"], cSettings: [.unsafeFlags(["-O3"])]),
    library("Plotting", "CellOutput", "Markup"),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    tests("SourceText", "SourceText"),
    tests("Markup", "Markup"),
    tests("CellOutput", "CellOutput"),
    tests("Markdown", "Markdown", "Markup", "SourceText", fixtures: true),
    tests("MathML", "MathML", "Markup", "SourceText", fixtures: true),
    tests("NotebookModel", "NotebookModel", "SourceText", fixtures: true),
    tests("Jupyter", "Jupyter", "NotebookModel", "CellOutput", "SourceText"),
    tests("Templates", "Templates", "Markup", "SourceText"),
    tests(
      "Publishing", "Publishing", "NotebookModel", "Markdown", "Templates", "Markup", "CellOutput",
      "SourceText"),
    tests("Checking", "Checking", "Execution", "NotebookModel", "CellOutput", "SourceText"),
    tests("Execution", "Execution", "NotebookModel", "CellOutput", "SourceText", "lectern-kernel"),
    tests(
      "CommandLineTool", "CommandLineTool", "Execution", "NotebookModel", "CellOutput",
      "SourceText", "lectern", "lectern-kernel", fixtures: true),
    tests("Plotting", "Plotting", "CellOutput", "Markup", fixtures: true),
    tests("Tensors", "Tensors", "AbacusKernels", fixtures: true),
    tests("NeuralNetworks", "NeuralNetworks", "Tensors"),
    tests("LecternBench", "lectern-bench", "lectern-kernel"),
    tests(
      "Abacus", "Abacus", "Tensors", "NeuralNetworks", "Plotting", "CellOutput", fixtures: true),
  ]
)
