//! `gongkai panel`: reports of many units and years as one table for statistics.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::ArgMatches;
use clap::builder::PossibleValuesParser;
use gongkai::export::panel::{self, Coverage, Format, Options, Panel, Resource};
use gongkai::gathering;
use gongkai::model::Language;

use super::Command;
use crate::collect;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::inputs::Input;
use crate::measuring;
use crate::options;
use crate::output::{Kind, Output};

pub(super) const COMMAND: Command = Command {
    name: "panel",
    about: ("汇总为面板数据：每个单位每个年度一行", "A panel for statistics: one row for each unit and year"),
    usage: ("gongkai panel [选项] 文件、文件夹或档案… -o 输出", "gongkai panel [OPTIONS] FILE|FOLDER|ARCHIVE… -o OUT"),
    notes: (
        "各版式中含义相同的项目合为一列，含义不同的各有其列；codebook.csv 逐列说明。数字照原文，金额换算
为万元，空白不当作零：flags 一栏（--long 为 flag）说明每个缺失或修复的数字的原因。
-o 以 / 结尾或是已有的文件夹时，除数据外还写出 codebook.csv 和 datapackage.json（Frictionless）；
parquet 在文件夹里按年度和省份分区（year=2023/province_code=410000/part-0.parquet）。

示例：
  gongkai panel reports/ -o panel/                     panel.csv、codebook.csv、datapackage.json
  gongkai panel reports/ -o panel/ -f parquet          供 DuckDB、pandas、polars
  gongkai panel archive/ -o panel.xlsx --balanced      没有报告的单位和年度也各占一行
  gongkai panel reports/ --long | head                 每个数据一行

退出码：0 完成；1 完成，但有报告未计入，或有单位缺某一年的报告；
2 用法不对；3 有输入读不了，或结果写不出（优先于 1）",
        "What means the same in several editions is one column, what does not has columns of its own;
codebook.csv tells of each. Numbers are as printed, money in 10,000 yuan, and a blank is no zero:
the column flags (--long: flag) says why a number is missing and which was repaired.
Where -o ends with / or is a folder, codebook.csv and datapackage.json (Frictionless) come as well;
parquet in a folder is parted by year and province (year=2023/province_code=410000/part-0.parquet).

Examples:
  gongkai panel reports/ -o panel/                     panel.csv, codebook.csv, datapackage.json
  gongkai panel reports/ -o panel/ -f parquet          for DuckDB, pandas, polars
  gongkai panel archive/ -o panel.xlsx --balanced      a row also where a unit has no report of a year
  gongkai panel reports/ --long | head                 one row for each figure

Exit codes: 0 done; 1 done, but reports were left out or a unit lacks a report of a year;
2 wrong usage; 3 some input could not be read or the result not be written (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let formats: Vec<_> = panel::FORMATS.iter().map(|format| (format.name, format.summary)).collect();
    let head =
        ("输出格式，默认随 -o 的扩展名，否则 csv", "output format; by the extension of -o unless given, else csv");
    let help = options::format_help(language, head, &formats);
    let switch = |id, help| options::switch(language, id, help);
    collect::arguments(command, language)
        .arg(
            options::option(language, "format", ("格式", "FORMAT"), ("", ""))
                .short('f')
                .help(help)
                .value_parser(PossibleValuesParser::new(formats.into_iter().map(|(name, _)| name))),
        )
        .arg(switch(
            "long",
            ("每个数据一行，默认每个单位每个年度一行", "one row for each figure instead of for each unit and year"),
        ))
        .arg(
            switch("flags", ("每一列旁加一列标记 …__flag", "a column …__flag beside each column of numbers"))
                .conflicts_with("long"),
        )
        .arg(switch(
            "balanced",
            (
                "没有报告的单位和年度也各占一行（no_report）；有 --roster 时含名单上的全部单位",
                "a row also for units and years without a report (no_report); with --roster for all of its units",
            ),
        ))
        .arg(switch(
            "bom",
            (
                "csv 以 UTF-8 字节顺序标记开头，Excel 才能正确显示中文",
                "begin csv with a UTF-8 byte order mark, which Excel needs",
            ),
        ))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let folder = matches.get_one::<PathBuf>("output").filter(|path| is_folder(path));
    let format = format(matches);
    options::suits_terminal(matches, format.is_text, format.name, console, environment)?;
    let options = Options {
        long: matches.get_flag("long"),
        flags: matches.get_flag("flags"),
        language: console.language,
        bom: matches.get_flag("bom"),
    };
    if options.bom && format.name != "csv" {
        let text = ("--bom 只能与 csv 格式同用", "--bom goes with the format csv only");
        return Err(Failure::Usage(console.pick(text).into()));
    }
    let mut target = match folder {
        Some(folder) => {
            apart(folder, matches, console)?;
            Target::folder(folder, format, &options, console)?
        }
        None => Target::file(matches, format, &options, console, environment)?,
    };
    let mut collected = collect::collect(matches, console, environment)?;
    measuring::fill(&mut collected, console);
    let balanced = matches.get_flag("balanced");
    let listed = collected.roster.units().iter().map(gathering::listed);
    let coverage = target.panel.collection(&mut target.out, &collected.reports, listed, balanced)?;
    target.finish(format, &options)?;
    tell(&coverage, balanced, console);
    let incomplete = collected.left_out > 0 || coverage.absent > 0;
    Ok(collected.exit.max(if incomplete { Exit::Findings } else { Exit::Done }))
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Refuses a folder for the output that holds an input: what is in it is taken for output.
fn apart(folder: &Path, matches: &ArgMatches, console: &Console) -> Result<(), Failure> {
    let Ok(folder) = folder.canonicalize() else { return Ok(()) };
    let mut typed = matches.get_many::<PathBuf>("inputs").into_iter().flatten();
    match typed.find(|input| input.canonicalize().is_ok_and(|input| input.starts_with(&folder))) {
        None => Ok(()),
        Some(input) => {
            let text = console.pick((
                "在输出文件夹里；请换一个输出文件夹，以免与报告混在一起",
                "is in the folder of the output; choose another folder, so that it is not mixed with reports",
            ));
            Err(Failure::Usage(format!("{}: {text}", input.display())))
        }
    }
}

/// The format asked for, else that of the extension of the output, else CSV.
fn format(matches: &ArgMatches) -> &'static Format {
    let extension = matches.get_one::<PathBuf>("output").and_then(|path| path.extension()?.to_str());
    let by_extension = || panel::FORMATS.iter().find(|format| Some(format.extension) == extension);
    let asked = matches.get_one::<String>("format").and_then(|name| panel::format(name));
    asked.or_else(by_extension).unwrap_or(&panel::FORMATS[0])
}

/// Says what there is, and how many units lack a report of a year.
fn tell(coverage: &Coverage, balanced: bool, console: &Console) {
    let Some((first, last)) = coverage.years else { return };
    let text = match (coverage.absent, balanced) {
        (0, _) => (
            "{units} 个单位，{first}—{last} 年，{reports} 份报告",
            "{units} units, {first} to {last}, {reports} reports",
        ),
        (_, true) => (
            "{units} 个单位，{first}—{last} 年，{reports} 份报告；{absent} 个单位年度没有报告，标为 no_report",
            "{units} units, {first} to {last}, {reports} reports; {absent} units and years without a report are flagged no_report",
        ),
        (_, false) => (
            "{units} 个单位，{first}—{last} 年，{reports} 份报告；{absent} 个单位年度没有报告，--balanced 逐个列出",
            "{units} units, {first} to {last}, {reports} reports; {absent} units and years without a report, which --balanced lists",
        ),
    };
    let counts = [("{units}", coverage.units), ("{reports}", coverage.reports), ("{absent}", coverage.absent)];
    let years = console.pick(text).replace("{first}", &first.to_string()).replace("{last}", &last.to_string());
    console.note(&counts.iter().fold(years, |text, (name, count)| text.replace(name, &count.to_string())));
}

/// Where the panel goes.
struct Target {
    panel: Panel,
    out: Output,
    /// The folder that gets a codebook and a description as well.
    folder: Option<PathBuf>,
    /// Files of the panel, from the folder on.
    paths: Rc<RefCell<Vec<String>>>,
    parted: bool,
}

impl Target {
    /// A single file, or standard output.
    fn file(
        matches: &ArgMatches,
        format: &Format,
        options: &Options,
        console: &Console,
        environment: &Environment,
    ) -> Result<Self, Failure> {
        let typed: Vec<Input> =
            matches.get_many::<PathBuf>("inputs").into_iter().flatten().cloned().map(Input::File).collect();
        let mut out = Output::open(matches, Kind::Data, &typed, console, environment)?;
        let panel = Panel::start(format, &mut out, options)?;
        Ok(Self { panel, out, folder: None, paths: Rc::default(), parted: false })
    }

    /// A folder, which is made.
    fn folder(folder: &Path, format: &Format, options: &Options, console: &Console) -> Result<Self, Failure> {
        let failed = |error: io::Error| {
            let text = console.pick((
                "无法写入输出文件夹；请检查路径和权限（{}）",
                "the output folder cannot be written to; check the path and its mode ({})",
            ));
            Failure::Usage(format!("{}: {}", folder.display(), text.replace("{}", &error.to_string())))
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let paths: Rc<RefCell<Vec<String>>> = Rc::default();
        #[cfg(feature = "parquet")]
        if format.name == "parquet" {
            let root = folder.join(PARTS);
            if fs::read_dir(&root).is_ok_and(|mut entries| entries.next().is_some()) {
                let text = console.pick((
                    "已有分区文件，混在一起会重复计算；请换一个文件夹，或先删去它",
                    "holds parts already, and rows would count twice; choose another folder, or remove it first",
                ));
                return Err(Failure::Usage(format!("{}: {text}", root.display())));
            }
            let (written, base) = (Rc::clone(&paths), folder.to_path_buf());
            let create = move |part: &str| -> io::Result<Box<dyn Write>> {
                let path = format!("{PARTS}/{part}");
                let file = base.join(&path);
                file.parent().map_or(Ok(()), fs::create_dir_all)?;
                written.borrow_mut().push(path);
                Ok(Box::new(BufWriter::new(File::create(file)?)))
            };
            let panel = Panel::parted(options, Box::new(create));
            return Ok(Self { panel, out: Output::nowhere(), folder: Some(folder.into()), paths, parted: true });
        }
        let name = format!("panel.{}", format.extension);
        let mut out = Output::to(File::create(folder.join(&name)).map_err(failed)?);
        paths.borrow_mut().push(name);
        let panel = Panel::start(format, &mut out, options)?;
        Ok(Self { panel, out, folder: Some(folder.into()), paths, parted: false })
    }

    /// Writes what is left, and what describes it.
    fn finish(self, format: &Format, options: &Options) -> io::Result<()> {
        let Self { panel, mut out, folder, paths, parted } = self;
        panel.finish(&mut out)?;
        out.flush()?;
        let Some(folder) = folder else { return Ok(()) };
        let mut paths = paths.take();
        paths.sort();
        let mut codebook = BufWriter::new(File::create(folder.join("codebook.csv"))?);
        panel::codebook(&mut codebook, options.bom)?;
        codebook.flush()?;
        let package = panel::package(&Resource { format, paths: &paths, parted }, options)?;
        fs::write(folder.join("datapackage.json"), package)
    }
}

/// The folder of the parts.
#[cfg(feature = "parquet")]
const PARTS: &str = "panel";
