"""The learning rate of each step in the readable program."""

from core.catalogue.schedules import SCHEDULES
from core.compiler.line import Writer, words
from core.compiler.parse import parse
from core.compiler.plan import Plan, row
from core.compiler.printing import number_text, to_numpy
from core.shared.fields import field

WATCHED = 128  # steps of a block of the trainer
REMEMBERED = 20_000
_NUMBERS = {"horizon": "horizon", "every": "every", "factor": "factor", "floor": "least"}


def write_schedule(writer: Writer, plan: Plan) -> None:
    """The numbers of the schedule."""
    config = plan.config
    writer.at("setup")
    if _is_constant(plan):
        writer.write(f"rate = {number_text(config.rate)}", "rate", "how far each step goes along the gradient")
        return
    writer.write(f"base_rate = {number_text(config.rate)}", "rate", "the learning rate that the schedule starts from")
    schedule = row(SCHEDULES, config.schedule, "schedule")
    for key in schedule.knobs:
        if key in _NUMBERS:
            writer.write(f"{_NUMBERS[key]} = {number_text(getattr(config, key))}", "rate", field(key).help)
    if config.warmup:
        writer.write(f"warmup = {config.warmup}", "rate", field("warmup").help)
    if config.schedule == "plateau":
        writer.write(f"patience = {config.patience}", "rate", field("patience").help)
        writer.write("cuts, best, since = 0, np.inf, 0", "rate", "cuts so far; the best cost, and its step")
        writer.write("recent, smooth = [], None", "rate", "costs of late, and their mean that slowly forgets")


def write_rate(writer: Writer, plan: Plan) -> None:
    """The rate of this step, where it is not the same in all."""
    if _is_constant(plan):
        return
    config = plan.config
    schedule = row(SCHEDULES, config.schedule, "schedule")
    writer.at("update")
    variables = ("step", "cuts", "horizon", "every", "factor", "least")
    share = to_numpy(parse(schedule.value, variables, free_powers=True), {"step": "now"})
    if "now" in words(share):
        later = "max(0, step - 1 - warmup)" if config.warmup else "step - 1"
        writer.write(f"now = {later}", ("rate", "step"), "where the schedule is")
    text = f"base_rate * float({share})"
    if config.warmup:
        text += " * min(1.0, step / warmup)"
    writer.write(f"rate = {text}", ("rate", "step"), f"schedule: {schedule.label}")


def write_watch(writer: Writer, plan: Plan) -> None:
    """Watch the cost for reduce-on-plateau, as the trainer does, at the end of every block of steps."""
    if plan.config.schedule != "plateau":
        return
    share = min(1.0, WATCHED * plan.config.batch / REMEMBERED)
    writer.at("update").write("recent.append(float(cost))", "rate", "reduce on plateau watches the cost")
    writer.write(f"if step % {WATCHED} == 0:", "rate", f"at the end of every {WATCHED} steps")
    writer.indent += 1
    writer.write("mean, recent = sum(recent) / len(recent), []", "rate", "the mean cost of these steps")
    text = f"smooth = mean if smooth is None else smooth + {number_text(share)} * (mean - smooth)"
    writer.write(text, "rate", f"forgets over {REMEMBERED:,} examples")
    writer.write("if smooth < 0.999 * best:", "rate", "has it fallen?")
    writer.indent += 1
    writer.write("best, since = smooth, step", "rate", "yes: remember when")
    writer.indent -= 1
    writer.write("elif step - since >= patience:", "rate", "not for too long?")
    writer.indent += 1
    writer.write("cuts, since = cuts + 1, step", "rate", "then the rate is cut")
    writer.indent -= 2


def _is_constant(plan: Plan) -> bool:
    return plan.config.schedule == "constant" and not plan.config.warmup
