"""Looks into the packages: all there, each small enough, each with what it must carry. Exits 1 with every defect named."""

import re
import sys
import zipfile
from pathlib import Path

LIMIT = 60_000_000
PLATFORMS = {"linux-x64": "libSkiaSharp.so", "win-x64": "libSkiaSharp.dll", "osx-arm64": "libSkiaSharp.dylib"}


def main(folder, version):
    defects = []

    def package(name, *parts, kind="nupkg"):
        path = folder / f"{name}.{version}.{kind}"
        if not path.exists():
            defects.append(f"{path.name} is missing")
            return
        size = path.stat().st_size
        print(f"{size:>12,}  {path.name}")
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            nuspec = archive.read(f"{name}.nuspec").decode("utf-8-sig")
        if size >= LIMIT:
            defects.append(f"{path.name} has {size:,} bytes, {LIMIT:,} or more")
        for part in parts:
            if not any(re.search(part, entry) for entry in names):
                defects.append(f"{path.name} has no {part}")
        if f"<version>{version}</version>" not in nuspec:
            defects.append(f"{path.name} is not of version {version}")
        if kind == "nupkg" and '<license type="expression">MIT</license>' not in nuspec:
            defects.append(f"{path.name} does not say its licence")
        native_symbols = [entry for entry in names if re.search(r"(libSkiaSharp|duckdb)\.(pdb|dbg)$", entry)]
        if native_symbols:
            defects.append(f"{path.name} carries debug symbols of native parts: {native_symbols}")

    for name in ("Gradus", "Gradus.Plot", "Gradus.Data"):
        notices = [] if name == "Gradus" else [r"^NOTICES\.md$"]
        library = rf"^lib/net10\.0/{re.escape(name)}"
        package(name, rf"{library}\.dll$", rf"{library}\.xml$", r"^README\.md$", r"^LICENSE$", *notices)
        package(name, rf"{library}\.pdb$", kind="snupkg")
    package("Gradus.Cli", r"^README\.md$", r"^LICENSE$", r"DotnetToolSettings\.xml$")
    for platform, skia in PLATFORMS.items():
        program = r"Gradus\.Cli\.exe$" if platform == "win-x64" else r"Gradus\.Cli$"
        package(
            f"Gradus.Cli.{platform}", program, rf"{re.escape(skia)}$", r"duckdb\.(so|dll|dylib)$", r"Gradus\.Cli\.dll$",
            r"^README\.md$", r"^LICENSE$", r"notices/Gradus\.Plot\.NOTICES\.md$", r"notices/Gradus\.Data\.NOTICES\.md$",
            r"notices/Gradus\.Cli\.NOTICES\.md$", r"notices/SkiaSharp\.THIRD-PARTY-NOTICES\.txt$", r"DotnetToolSettings\.xml$")

    package("Gradus.Jupyter", r"^README\.md$", r"^LICENSE$", r"DotnetToolSettings\.xml$")
    for platform, skia in PLATFORMS.items():
        program = r"Gradus\.Jupyter\.exe$" if platform == "win-x64" else r"Gradus\.Jupyter$"
        package(
            f"Gradus.Jupyter.{platform}", program, rf"{re.escape(skia)}$", r"Gradus\.Jupyter\.dll$", r"Gradus\.xml$",
            r"Microsoft\.CodeAnalysis\.CSharp\.Features\.dll$", r"^README\.md$", r"^LICENSE$", r"DotnetToolSettings\.xml$",
            r"notices/Gradus\.Plot\.NOTICES\.md$", r"notices/Gradus\.Jupyter\.NOTICES\.md$",
            r"notices/SkiaSharp\.THIRD-PARTY-NOTICES\.txt$")

    if defects:
        sys.exit("\n".join(defects))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
