"""The learning rate of each step in the readable program."""

from core.catalogue.schedules import SCHEDULES
from core.compiler.line import Writer
from core.compiler.parse import parse
from core.compiler.plan import Plan, row
from core.compiler.printing import number_text, to_numpy

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
            writer.write(f"{_NUMBERS[key]} = {number_text(getattr(config, key))}", "rate")
    if config.warmup:
        writer.write(f"warmup = {config.warmup}", "rate")
    if config.schedule == "plateau":
        writer.write("cuts = 0", "rate", "a cut comes when the cost has not fallen for long: never in so few steps")


def write_rate(writer: Writer, plan: Plan) -> None:
    """The rate of this step, where it is not the same in all."""
    if _is_constant(plan):
        return
    config = plan.config
    schedule = row(SCHEDULES, config.schedule, "schedule")
    writer.at("update")
    variables = ("step", "cuts", "horizon", "every", "factor", "least")
    later = f"max(0, step - 1 - {config.warmup})" if config.warmup else "(step - 1)"
    share = to_numpy(parse(schedule.value, variables, free_powers=True), {"step": later})
    text = f"base_rate * float({share})"
    if config.warmup:
        text += " * min(1.0, step / warmup)"
    writer.write(f"rate = {text}", "rate", f"schedule: {schedule.label}")


def _is_constant(plan: Plan) -> bool:
    return plan.config.schedule == "constant" and not plan.config.warmup
