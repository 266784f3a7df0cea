@echo off
rem fer4j's command line on Windows; needs a Java 17 or newer on the PATH or in JAVA_HOME.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=OFF"
if not defined FER_HEADLESS set "FER_HEADLESS=true"
rem As in the other launcher: training wants throughput, the rest a short start and little memory.
set "jvm=-XX:+UseParallelGC"
for %%c in (predict db data export) do if "%~1"=="%%c" set "jvm=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms32m"
if "%~1"=="video" set "jvm=-XX:+UseSerialGC -Xms32m"
"%java%" %jvm% -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Dorg.bytedeco.javacpp.logger=slf4j "-Djava.awt.headless=%FER_HEADLESS%" --enable-native-access=ALL-UNNAMED %FER_JAVA_OPTS% -cp "%~dp0lib\*" io.github.fer4j.cli.Main %*
exit /b %ERRORLEVEL%
