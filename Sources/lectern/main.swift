import CommandLineTool

await Tool.main(.live)
