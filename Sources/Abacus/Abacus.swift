// What `import Abacus` brings a cell, apart from what this module adds.
@_exported public import CellOutput
@_exported public import NeuralNetworks
@_exported public import Plotting
@_exported public import Tensors
