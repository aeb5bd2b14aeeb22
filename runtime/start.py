"""`make run`: train where needed, start the assistant, say where it is, stop it on Ctrl-C."""

import signal
import subprocess
import sys
from pathlib import Path

from runtime.assistant import Assistant, StartFailed
from runtime.environment import port
from runtime.training import model_of

READY = """
助手已就绪(用时 {seconds:.1f} 秒),按 Ctrl-C 停止。
  对话接口:{url}/webhooks/rest/webhook(只在本机)
  试一句:curl -s {url}/webhooks/rest/webhook -d '{{"sender": "me", "message": "开小卖部要带啥"}}'
  终端里聊:另开一个窗口,运行 make chat
"""


def stop_on_signal(*_: object) -> None:
    """End the program so that its `with` blocks stop what they started."""
    sys.exit(0)


def main() -> None:
    """Serve until interrupted; the exit status is the assistant's where it ends by itself."""
    signal.signal(signal.SIGTERM, stop_on_signal)
    signal.signal(signal.SIGINT, stop_on_signal)
    try:
        model = model_of(Path.cwd(), Path("models"))
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)  # Rasa has said why
    assistant = Assistant(Path.cwd(), model, port=port())
    try:
        print("正在启动……", flush=True)
        seconds = assistant.start()
        print(READY.format(seconds=seconds, url=assistant.url), flush=True)
        sys.exit(assistant.process.wait())
    except StartFailed as failed:
        sys.exit(f"启动失败:{failed}")
    finally:
        assistant.stop()


if __name__ == "__main__":
    main()
