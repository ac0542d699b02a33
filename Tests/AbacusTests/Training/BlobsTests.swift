import Abacus
import Testing

@Suite struct `The blobs chapter` {
  @Test func `prints the published losses and ends at the published logits`() {
    let (X, y) = makeBlobs(1000, features: 2, centers: 4, clusterStd: 1.5, randomState: 42)
    let (XTrain, XTest, yTrain, yTest) = trainTestSplit(X, y, testSize: 0.2, randomState: 42)
    let model = withForkedGenerator {
      manualSeed(42)
      return Sequential(Linear(2, 8), Linear(8, 8), Linear(8, 4))
    }
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(model.parameters(), learningRate: 0.1)
    var losses: [String] = []
    var testLosses: [String] = []
    for epoch in 0..<100 {
      let loss = lossFunction(model(XTrain), yTrain)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      guard epoch.isMultiple(of: 10) else { continue }
      let logits = noGrad { model(XTest) }
      losses.append("\(loss, decimals: 5)")
      testLosses.append("\(lossFunction(logits, yTest), decimals: 5)")
      if epoch >= 20 { #expect("\(100 * accuracy(logits, yTest), decimals: 1)" == "99.5") }
    }
    #expect(
      losses == [
        "1.04324", "0.14398", "0.08062", "0.05924", "0.04892", "0.04295", "0.03910", "0.03643",
        "0.03448", "0.03300",
      ])
    #expect(
      testLosses == [
        "0.57861", "0.13037", "0.07216", "0.05133", "0.04098", "0.03486", "0.03083", "0.02799",
        "0.02587", "0.02423",
      ])
    let published: [Float] = [
      4.3377, 10.3539, -14.8948, -9.7642, 5.0142, -12.0371, 3.3860, 10.6699,
      -5.5885, -13.3448, 20.9894, 12.7711, 1.8400, 7.5599, -8.6016, -6.9942,
    ]
    let logits = noGrad { model(XTest[0..<4]).scalars(as: Float.self) }
    // Published with four decimals; a hundred steps of rounding differ by less than 0.001.
    #expect(zip(logits, published).allSatisfy { abs($0 - $1) < 0.001 })
  }
}
