"""`make run`: train where needed, start assistant, portal and booking's worker, say where they
are, stop them on Ctrl-C."""

import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from portal.running import Portal
from portal.settings import Settings
from runtime.assistant import Assistant, StartFailed
from runtime.booking import BookingWorker, check_settings, prepare_booking
from runtime.environment import port
from runtime.supervising import Supervised, supervise
from runtime.training import model_of

READY = """
已就绪（用时 {seconds:.1f} 秒），按 Ctrl-C 停止。
  用浏览器看：{portal}/demo（带助手的演示页）  {portal}/services（办事清单）
  对话接口：{rasa}/webhooks/rest/webhook（只在本机）
  试一句：curl -s {rasa}/webhooks/rest/webhook -d '{{"sender": "me", "message": "身份证丢了咋补"}}'
  终端里聊：另开一个窗口，运行 make chat
"""


def stop_on_signal(*_: object) -> None:
    """End the program so that its `with` blocks stop what they started."""
    sys.exit(0)


def serve(assistant: Assistant, portal: Portal, worker: BookingWorker) -> None:
    """Start all and keep them running; raises StartFailed."""
    print("正在启动……", flush=True)
    started = time.monotonic()
    with ExitStack() as running:
        for part in (assistant, portal, worker):
            running.callback(part.stop)
            part.start()
        seconds = time.monotonic() - started
        print(READY.format(seconds=seconds, portal=portal.url, rasa=assistant.url), flush=True)
        supervise(
            [
                Supervised("助手", assistant),
                Supervised("门户", portal),
                Supervised("预约通知", worker, vital=False),
            ]
        )


def main() -> None:
    """Serve until interrupted."""
    signal.signal(signal.SIGTERM, stop_on_signal)
    signal.signal(signal.SIGINT, stop_on_signal)
    try:
        settings = Settings.read()
        check_settings()
        model = model_of(Path.cwd(), Path("models"))
        for line in prepare_booking():
            print(line, flush=True)
        # Made after the keys: each takes the environment as it is now.
        portal = Portal({"PORTAL_PORT": str(settings.port)})
        serve(Assistant(Path.cwd(), model, port=port()), portal, BookingWorker())
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)  # Rasa has said why
    except ValueError as error:
        sys.exit(f"设置有误：{error}（见 docs/operators/settings.md）")
    except StartFailed as failed:
        sys.exit(f"启动失败：{failed}")


if __name__ == "__main__":
    main()
