"""Times in citizens' words: 下周三上午, 国庆后第一个工作日, 腊月二十六."""

from booking.spoken.reading import Heard, hear

__all__ = ["Heard", "hear"]
