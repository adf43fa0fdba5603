from aitys.cli import main

main()
