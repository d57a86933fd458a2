#!/usr/bin/env python3
"""Records what rustc says about src/*.rs into rustc.jsonl (run with the rustc whose output is wanted on the path)."""
import glob, json, os, subprocess, tempfile

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "rustc.jsonl"), "w") as out, tempfile.TemporaryDirectory() as work:
    for path in sorted(glob.glob(os.path.join(here, "src", "*.rs"))):
        code = open(path).read()
        open(os.path.join(work, "m.rs"), "w").write(code)
        run = subprocess.run(["rustc", "--edition=2024", "--emit=metadata", "--error-format=json", "m.rs"],
                             cwd=work, capture_output=True, text=True)
        diagnostics = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
        for diagnostic in diagnostics:
            if diagnostic["code"]:
                diagnostic["code"].pop("explanation", None)
        out.write(json.dumps({"id": os.path.basename(path), "code": code, "diags": diagnostics}) + "\n")
